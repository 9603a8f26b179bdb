using System.Collections;
using System.Globalization;
using DiCNet.Cli;

namespace DiCNet.App.Options;

/// <summary>A live configuration that was read and checked: file, then environment, then command line. Immutable.</summary>
sealed class LiveConfig
{
    private const string Streams = "streams";
    private readonly Loaded<LiveOptions> _loaded;
    private readonly IDictionary _environment;
    private readonly IReadOnlyList<Setting> _commandLine;

    private LiveConfig(IReadOnlyList<Setting> file, IDictionary environment, IReadOnlyList<Setting> commandLine)
    {
        (_environment, _commandLine) = (environment, commandLine);
        Setting[] given = [.. OptionsLoader.FromFile(file, environment), .. OptionsLoader.FromEnvironment<LiveOptions>(environment, typeof(DicnetOptions))];
        _loaded = OptionsLoader.Bind<LiveOptions>([.. given, .. After(given, commandLine)]);
        LiveChecks.Check(_loaded.Options, _loaded.Where);
    }

    /// <summary>The options in effect.</summary>
    public LiveOptions Options => _loaded.Options;

    /// <summary>Reads a file, or only environment and command line.</summary>
    /// <param name="file">YAML file; null for none.</param>
    /// <param name="environment">Variables: <c>DICNET__SECTION__KEY</c>, and those that the file names.</param>
    /// <param name="commandLine">What was given there; its streams are counted from 0 and come after the others.</param>
    /// <exception cref="UserError">The first thing that is wrong, with its key and place.</exception>
    public static LiveConfig Load(string? file, IDictionary environment, IReadOnlyList<Setting> commandLine) =>
        new(file is null ? [] : ConfigFile.Read(file), environment, commandLine);

    /// <summary>Reads a text as <see cref="Load"/> does a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What stands before line and column in errors.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="commandLine">What was given there.</param>
    /// <exception cref="UserError">The first thing that is wrong, with its key and place.</exception>
    public static LiveConfig Parse(string yaml, string name, IDictionary environment, IReadOnlyList<Setting> commandLine) =>
        new(ConfigFile.Parse(yaml, name), environment, commandLine);

    /// <summary>Another text in place of the file, under the same environment and command line.</summary>
    /// <param name="yaml">The text; *** stands for the secret in effect there.</param>
    /// <param name="name">What stands before line and column in errors.</param>
    /// <param name="now">The options in effect.</param>
    /// <exception cref="UserError">The first thing that is wrong, with its key and place.</exception>
    public LiveConfig With(string yaml, string name, LiveOptions now) => new(KeptSecrets.Restore(ConfigFile.Parse(yaml, name), now), _environment, _commandLine);

    /// <summary>Where a key was given, or else the section or item that holds it; empty for a default.</summary>
    /// <param name="key">Such as <c>streams:0:uri</c>.</param>
    public string Where(string key) => _loaded.Where(key);

    /// <summary>The streams of the command line get the numbers after those that are given already, however many a file has when it is read again.</summary>
    private static IEnumerable<Setting> After(Setting[] given, IEnumerable<Setting> commandLine)
    {
        var taken = given.Select(s => Number(s.Key) + 1 ?? 0).DefaultIfEmpty().Max();
        return commandLine.Select(s => Number(s.Key) is { } number ? s with { Key = string.Join(':', [Streams, $"{taken + number}", .. s.Key.Split(':')[2..]]) } : s);

        static int? Number(string key) =>
            key.Split(':') is [var list, var item, ..] && list.Equals(Streams, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
