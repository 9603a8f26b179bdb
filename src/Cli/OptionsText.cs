using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace DiCNet.Cli;

/// <summary>Options as a configuration file.</summary>
public static class OptionsText
{
    /// <summary>YAML that gives the same options again, secrets aside: these are written as ***.</summary>
    public static string Write(object options)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var settings = new EmitterSettings().WithBestIndent(2).WithBestWidth(int.MaxValue).WithIndentedSequences();
        var emitter = new Emitter(text, settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        ((IYamlConvertible)Section(options)).Write(emitter, (_, _) => { });
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static YamlMappingNode Section(object record)
    {
        var section = new YamlMappingNode();
        foreach (var property in OptionKey.Properties(record.GetType()))
        {
            var secret = property.GetCustomAttribute<DataTypeAttribute>() is { DataType: DataType.Password };
            section.Add(OptionKey.Name(property), Node(property.GetValue(record), secret));
        }

        return section;
    }

    private static YamlNode Node(object? value, bool secret) => value switch
    {
        null => new YamlScalarNode("null"),
        string when secret => new YamlScalarNode("***"),
        string text => Text(Placeholders.Escape(Redactor.Clean(text))),
        bool b => new YamlScalarNode(b ? "true" : "false"),
        Enum e => new YamlScalarNode(e.ToString().ToLowerInvariant()),
        IEnumerable list => new YamlSequenceNode(list.Cast<object>().Select(i => Node(i, secret))),
        _ when OptionKey.KindOf(value.GetType()) == SettingKind.Section => Section(value),
        _ => new YamlScalarNode($"{value}"),
    };

    // The other styles lose how lines end.
    private static YamlScalarNode Text(string text) => new(text) { Style = text is "null" or "~" || text.Any(c => char.IsControl(c) || char.IsSeparator(c) && c != ' ') ? ScalarStyle.DoubleQuoted : ScalarStyle.Any };
}
