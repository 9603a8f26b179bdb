using System.Reflection;
using System.Text;
using System.Text.Json;

namespace DiCNet.Train.Training;

/// <summary>Options as text: as a configuration file that gives them again, and compared with others.</summary>
static class EffectiveOptions
{
    /// <summary>Keys that may change between the two halves of an interrupted training: they do not change what it learns.</summary>
    private static readonly string[] s_free =
    [
        "out", "threads", "data:folder", "data:classes", "data:workers",
        "teacher:fit:evaluateEvery", "teacher:fit:evaluateFrames", "teacher:fit:checkpointEvery",
        "student:fit:evaluateEvery", "student:fit:evaluateFrames", "student:fit:checkpointEvery",
    ];

    /// <summary>The options as a configuration file.</summary>
    public static string ToYaml(TrainOptions options)
    {
        var yaml = new StringBuilder();
        string[] open = [];
        foreach (var (key, value) in Values(options, ""))
        {
            var path = key.Split(':');
            var shared = open.Zip(path[..^1]).TakeWhile(p => p.First == p.Second).Count();
            for (var depth = shared; depth < path.Length - 1; depth++)
            {
                yaml.Append(' ', 2 * depth).Append(path[depth]).Append(":\n");
            }

            open = path[..^1];
            yaml.Append(' ', 2 * open.Length).Append($"{path[^1]}: {Scalar(value)}".TrimEnd()).Append('\n');
        }

        return yaml.ToString();
    }

    /// <summary>What would make a continued training another one: "key is X, was Y".</summary>
    /// <param name="now">Options of this run.</param>
    /// <param name="before">Options that the checkpoint was made with.</param>
    /// <param name="section">Only keys of the top level, of data and of this section count.</param>
    public static IReadOnlyList<string> Differences(TrainOptions now, TrainOptions before, string section) =>
    [
        .. from pair in Values(now, "").Zip(Values(before, ""))
           let key = pair.First.Key
           where Matters(key, section) && !Equals(pair.First.Value, pair.Second.Value)
           select $"{key.Replace(':', '.')} is {Scalar(pair.First.Value)}, was {Scalar(pair.Second.Value)}",
    ];

    /// <summary>Whether a key changes what a training learns.</summary>
    /// <param name="key">Such as <c>teacher:fit:rate</c>.</param>
    /// <param name="section">teacher or student: what is trained.</param>
    public static bool Matters(string key, string section) =>
        !s_free.Contains(key) && (!key.Contains(':') || key.StartsWith("data:", StringComparison.Ordinal) || key.StartsWith(section + ":", StringComparison.Ordinal));

    private static IEnumerable<(string Key, object? Value)> Values(object record, string prefix)
    {
        var properties = record.GetType().GetProperties().Where(p => p.CanWrite).OrderBy(p => IsSection(p) ? 1 : 0);
        foreach (var property in properties)
        {
            var (key, value) = (prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetValue(record));
            if (IsSection(property))
            {
                foreach (var inner in Values(value!, key + ":"))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (key, value);
            }
        }
    }

    private static bool IsSection(PropertyInfo property) =>
        property.PropertyType.IsClass && property.PropertyType.Namespace!.StartsWith("DiCNet", StringComparison.Ordinal);

    private static string Scalar(object? value) => value switch
    {
        null => "",
        string text => JsonSerializer.Serialize(text),
        bool b => b ? "true" : "false",
        Enum e => JsonNamingPolicy.CamelCase.ConvertName(e.ToString()),
        _ => $"{value}",
    };
}
