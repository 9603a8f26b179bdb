using System.CommandLine;
using DiCNet.App.Options;
using DiCNet.Cli;

namespace DiCNet.App.Commands;

/// <summary>The options that several verbs share, and how they become settings.</summary>
sealed class CommonOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "YAML file with settings; see configs/", HelpName = "FILE" };
    private readonly (Option<string?> Option, string Key)[] _settings;

    /// <summary>Makes the options.</summary>
    public CommonOptions() => _settings =
    [
        (Text("--model", "DIR", "Folder of the model bundle"), "model"),
        (Text("--threshold", "FILE", "Threshold file; without it the alarm level comes from the model's card"), "threshold"),
        (Text("--provider", "NAME", "What runs the model: cpu, cuda, tensorrt, openvino or webgpu"), "inference:provider"),
        (Text("--placement", "NAME", "Where teacher and student run: fused, in one session, or pair, in one each"), "inference:placement"),
        (Text("--precision", "NAME", "Width of the model's numbers: auto, float32, float16 or int8"), "inference:precision"),
        (Text("--concurrency", "N", "Model runs at the same time; 0 is measured at start"), "inference:concurrency"),
        (Text("--threads", "N", "Threads of one model run; 0 shares the processors out among the runs"), "inference:threads"),
        (Text("--batch", "N", "Frames per model run"), "inference:batch"),
    ];

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_config);
        foreach (var (option, _) in _settings)
        {
            command.Add(option);
        }
    }

    /// <summary>The configuration file; null for none.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(_config);

    /// <summary>The options in effect: file, environment, command line.</summary>
    /// <exception cref="UserError">A setting is wrong; it is named with its place.</exception>
    public DicnetOptions Load(ParseResult parsed) =>
        OptionsLoader.Load<DicnetOptions>(File(parsed), Environment.GetEnvironmentVariables(), Settings(parsed), typeof(LiveOptions));

    /// <summary>The same for a live configuration.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="more">Settings of the verb's own options.</param>
    /// <param name="file">Another file in place of the one given.</param>
    /// <exception cref="UserError">A setting is wrong; it is named with its place.</exception>
    public LiveConfig LoadLive(ParseResult parsed, IEnumerable<Setting> more, string? file = null) =>
        LiveConfig.Load(file ?? File(parsed), Environment.GetEnvironmentVariables(), [.. Settings(parsed), .. more]);

    private IEnumerable<Setting> Settings(ParseResult parsed) =>
        _settings.Where(s => parsed.GetValue(s.Option) is not null).Select(s => new Setting(s.Key, parsed.GetValue(s.Option), $"option {s.Option.Name}"));

    private static Option<string?> Text(string name, string value, string description) => new(name) { Description = description, HelpName = value };
}
