using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace DiCNet.Cli;

/// <summary>A YAML file as settings that know their line and column.</summary>
public static class ConfigFile
{
    // A text can come from anybody who may post one; these bound what a nested, recursive or multiplying text can cost.
    private const int MostDepth = 32;
    private const int MostSettings = 100_000;

    /// <summary>Reads all settings of a file, in its order.</summary>
    /// <exception cref="UserError">The file cannot be read or is not a YAML mapping of sections, lists and scalars.</exception>
    public static IReadOnlyList<Setting> Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the configuration file cannot be read", file, "name an existing YAML file by --config", e);
        }
    }

    /// <summary>Reads all settings of a text, in its order.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">What stands before line and column in errors.</param>
    /// <exception cref="UserError">It is not a YAML mapping of sections, lists and scalars.</exception>
    public static IReadOnlyList<Setting> Parse(string text, string name)
    {
        var yaml = new YamlStream();
        try
        {
            CheckNodes(text, name);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new UserError(e.Message, At(name, e.Start), "correct the YAML there", e);
        }

        if (yaml.Documents.Count > 1)
        {
            throw new UserError("there are several documents", At(name, yaml.Documents[1].RootNode.Start), "keep one, without '---' lines");
        }

        var settings = new List<Setting>();
        if (yaml.Documents is [{ RootNode: not YamlScalarNode { Value: null or "" } } document])
        {
            Flatten(document.RootNode, "");
        }

        return settings;

        void Flatten(YamlNode node, string key)
        {
            var where = At(name, node.Start);
            if (settings.Count >= MostSettings || key.Count(c => c == ':') >= MostDepth)
            {
                throw new UserError("there are too many settings, or one inside the other without end", where, "write them out without anchors");
            }

            switch (node)
            {
                case YamlMappingNode section:
                    Add(null, SettingKind.Section);
                    var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                    foreach (var (inner, value) in section)
                    {
                        if (inner is not YamlScalarNode { Value: { Length: > 0 } word })
                        {
                            throw new UserError("a key is empty or no word", At(name, inner.Start), "write 'key: value' lines");
                        }

                        if (!taken.Add(word))
                        {
                            throw new UserError($"the key '{word}' is given twice", At(name, inner.Start), "keep one of them");
                        }

                        Flatten(value, key.Length == 0 ? word : $"{key}:{word}");
                    }

                    break;
                case YamlSequenceNode list when key.Length > 0:
                    Add(null, SettingKind.List);
                    for (var i = 0; i < list.Children.Count; i++)
                    {
                        Flatten(list[i], $"{key}:{i}");
                    }

                    break;
                case YamlScalarNode scalar when key.Length > 0:
                    Add(scalar.Value is "" || (scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null") ? null : scalar.Value, SettingKind.Value);
                    break;
                default:
                    throw new UserError("there is a list or text where keys are expected", where, "write 'key: value' lines");
            }

            void Add(string? value, SettingKind kind)
            {
                if (key.Length > 0)
                {
                    settings.Add(new Setting(key, value, where, kind));
                }
            }
        }
    }

    /// <summary>The reader of trees recurses, this one does not: a deep text must not take the process down.</summary>
    private static void CheckNodes(string text, string name)
    {
        var (depth, anchors) = (0, new HashSet<AnchorName>());
        for (var parser = new Parser(new StringReader(text)); parser.MoveNext();)
        {
            if (parser.Current is AnchorAlias alias && !anchors.Contains(alias.Value))
            {
                // The reader's own message would tell the value, which may be a password.
                throw new UserError("a value that begins with '*' refers to an anchor in YAML, and there is none before it", At(name, alias.Start), "put the value in quotes");
            }

            if (parser.Current is NodeEvent { Anchor.IsEmpty: false } node)
            {
                anchors.Add(node.Anchor);
            }

            depth += parser.Current!.NestingIncrease;
            if (depth > MostDepth)
            {
                throw new UserError("sections lie too deep in each other", At(name, parser.Current.Start), "correct the YAML there");
            }
        }
    }

    private static string At(string name, Mark mark) => $"{name}:{mark.Line}:{mark.Column}";
}
