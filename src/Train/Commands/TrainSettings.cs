using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Training;

namespace DiCNet.Train.Commands;

/// <summary>The options that the training verbs share, and how they become settings.</summary>
sealed class TrainSettings
{
    private readonly Option<string?> _config = new("--config") { Description = "YAML file with settings; see configs/", HelpName = "FILE" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Continue what lies in the run folder" };
    private readonly (Option<string?> Option, string Key)[] _settings;

    /// <summary>Makes the options.</summary>
    /// <param name="section">teacher or student, for a verb that trains one of them.</param>
    public TrainSettings(string? section)
    {
        _settings =
        [
            (Text("--out", "DIR", "Folder of the run"), "out"),
            (Text("--data", "DIR", "Folder of the data set"), "data:folder"),
            (Text("--seed", "N", "Where random draws come from"), "seed"),
            (Text("--precision", "NAME", "auto, float32 or bfloat16"), "precision"),
            (Text("--device", "NAME", "auto, cpu or cuda"), "device"),
            (Text("--threads", "N", "Threads of one operation; 0 is one per processor"), "threads"),
            .. section is null ? Array.Empty<(Option<string?>, string)>() : [(Text("--steps", "N", "Steps in all, instead of epochs"), $"{section}:fit:steps")],
        ];
    }

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_config);
        command.Add(_resume);
        foreach (var (option, _) in _settings)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether to continue.</summary>
    public bool Resume(ParseResult parsed) => parsed.GetValue(_resume);

    /// <summary>The options in effect: file, environment, command line.</summary>
    /// <exception cref="UserError">A setting is wrong; it is named with its place.</exception>
    public TrainOptions Load(ParseResult parsed) => OptionsLoader.Load<TrainOptions>(
        parsed.GetValue(_config),
        Environment.GetEnvironmentVariables(),
        _settings.Where(s => parsed.GetValue(s.Option) is not null).Select(s => new Setting(s.Key, parsed.GetValue(s.Option), $"option {s.Option.Name}")));

    private static Option<string?> Text(string name, string value, string description) => new(name) { Description = description, HelpName = value };
}
