using DiCNet.Cli;

namespace DiCNet.App.Options;

/// <summary>A live configuration as text, for page, API and <c>dicnet inspect</c>.</summary>
static class LiveConfigText
{
    /// <summary>YAML that gives the same options again; secrets are written as ***.</summary>
    public static string Write(LiveOptions options) => OptionsText.Write(options);
}
