using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DiCNet.Cli;

/// <summary>A YAML file as settings that know their line and column.</summary>
public static class ConfigFile
{
    /// <summary>Reads all settings of a file, in its order.</summary>
    /// <exception cref="UserError">The file cannot be read or is not a YAML mapping of sections and scalars.</exception>
    public static IReadOnlyList<Setting> Read(string file)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(file);
            yaml.Load(reader);
        }
        catch (YamlException e)
        {
            throw new UserError(e.Message, At(file, e.Start), "correct the YAML there", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the configuration file cannot be read", file, "name an existing YAML file by --config", e);
        }

        var settings = new List<Setting>();
        if (yaml.Documents.Count > 0)
        {
            Flatten(file, yaml.Documents[0].RootNode, "", settings);
        }

        return settings;
    }

    private static void Flatten(string file, YamlNode node, string key, List<Setting> settings)
    {
        switch (node)
        {
            case YamlMappingNode section:
                foreach (var (name, value) in section)
                {
                    Flatten(file, value, key.Length == 0 ? $"{name}" : $"{key}:{name}", settings);
                }

                break;
            case YamlScalarNode scalar when key.Length > 0:
                settings.Add(new Setting(key, scalar.Value is "" or "~" or "null" ? null : scalar.Value, At(file, node.Start)));
                break;
            case YamlScalarNode { Value: null or "" }:
                break;
            default:
                throw new UserError($"'{key}' holds a list or text where a section or a value is expected", At(file, node.Start), "write 'key: value' lines");
        }
    }

    private static string At(string file, Mark mark) => $"{file}:{mark.Line}:{mark.Column}";
}
