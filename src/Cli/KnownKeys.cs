using System.ComponentModel;
using System.Globalization;

namespace DiCNet.Cli;

/// <summary>Checks settings against the keys there are.</summary>
sealed class KnownKeys(Type record)
{
    private readonly Dictionary<string, OptionKey> _keys = OptionKey.Of(record).ToDictionary(k => k.Key, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="UserError">There is no such key, or what it holds is of another kind or type.</exception>
    public void Check(Setting setting)
    {
        if (!_keys.TryGetValue(Pattern(setting.Key), out var key))
        {
            throw new UserError($"there is no key '{Dotted(setting.Key)}'", setting.Where, $"did you mean '{Nearest(setting.Key)}'? './dicnet inspect' prints all keys");
        }

        if (setting.Kind != key.Kind && (setting.Kind != SettingKind.Value || setting.Value is not null))
        {
            throw new UserError($"'{Dotted(setting.Key)}' holds a {Word(setting.Kind)} where a {Word(key.Kind)} is expected", setting.Where, key.Kind switch
            {
                SettingKind.List => "begin each of its items with '- '",
                SettingKind.Section => $"write its keys below it, such as '{Dotted(_keys.Keys.First(k => k.StartsWith(key.Key + ":", StringComparison.Ordinal)))[(key.Key.Length + 1)..]}: ...'",
                _ => "write one value",
            });
        }

        if (setting.Value is not null)
        {
            CheckType(setting, setting.Value, Nullable.GetUnderlyingType(key.Type) ?? key.Type);
        }
    }

    /// <summary>A key as the user writes it.</summary>
    public static string Dotted(string key) => key.Replace(':', '.');

    /// <summary>The items of lists on the way to a key: the item's own key, the list's, and its number.</summary>
    public static IEnumerable<(string Item, string List, int Number)> Items(string key)
    {
        var parts = key.Split(':');
        return from i in Enumerable.Range(1, parts.Length - 1)
               let number = Number(parts[i])
               where number is not null
               select (string.Join(':', parts[..(i + 1)]), string.Join(':', parts[..i]), number.Value);
    }

    private static string Pattern(string key) => string.Join(':', key.Split(':').Select(part => Number(part) is null ? part : "*"));

    private static int? Number(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && part == $"{number}" ? number : null;

    private string Nearest(string key)
    {
        var given = key.Split(':');
        var nearest = Spelling.Nearest(Pattern(key), _keys.Keys).Split(':');
        return string.Join('.', nearest.Select((part, i) => part != "*" ? part : i < given.Length && Number(given[i]) is { } number ? $"{number}" : "0"));
    }

    private static void CheckType(Setting setting, string value, Type type)
    {
        Exception? cause = null;
        try
        {
            var converted = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            if (!type.IsEnum || Enum.IsDefined(type, converted!))
            {
                return;
            }
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            cause = e;
        }

        var accepted = type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}"
            : type == typeof(bool) ? "true or false"
            : type == typeof(string) ? "text"
            : $"a number ({type.Name})";
        throw new UserError($"'{Dotted(setting.Key)}' is '{Redactor.Clean(value)}'", setting.Where, $"it must be {accepted}", cause);
    }

    private static string Word(SettingKind kind) => kind.ToString().ToLowerInvariant();
}
