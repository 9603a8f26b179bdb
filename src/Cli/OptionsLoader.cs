using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace DiCNet.Cli;

/// <summary>File, environment and command line to options. What is unknown, of the wrong type or out of range is an error that says where.</summary>
public static class OptionsLoader
{
    private const string Prefix = "DICNET__";

    /// <summary>Binds settings; later ones win. <paramref name="environment"/> is searched for <c>DICNET__SECTION__KEY</c>.</summary>
    /// <typeparam name="T">The record of all options of a verb.</typeparam>
    /// <param name="file">YAML file, or null.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="commandLine">What was given there.</param>
    /// <param name="others">Records of other verbs: what the environment sets of them alone is theirs, and no error.</param>
    /// <exception cref="UserError">A setting is unknown, of the wrong type or out of range; the first one is named.</exception>
    public static T Load<T>(string? file, IDictionary environment, IEnumerable<Setting> commandLine, params Type[] others)
        where T : class, new() =>
        Bind<T>([.. FromFile(file is null ? [] : ConfigFile.Read(file), environment), .. FromEnvironment<T>(environment, others), .. commandLine]).Options;

    /// <summary>Settings of a file with the environment variables that its values name (<c>${NAME}</c>) put in.</summary>
    /// <exception cref="UserError">A variable is not set.</exception>
    public static IEnumerable<Setting> FromFile(IEnumerable<Setting> file, IDictionary environment) => file.Select(s => Placeholders.Fill(s, environment));

    /// <summary>What is set by <c>DICNET__SECTION__KEY</c>; items of lists by number: <c>DICNET__STREAMS__0__URI</c>.</summary>
    /// <typeparam name="T">The record of all options of a verb.</typeparam>
    /// <param name="environment">Variables.</param>
    /// <param name="others">Records of other verbs: what is set of them alone is left out.</param>
    public static IEnumerable<Setting> FromEnvironment<T>(IDictionary environment, params Type[] others)
    {
        var foreign = others.SelectMany(Names).Except(Names(typeof(T))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from DictionaryEntry entry in environment
               let name = (string)entry.Key
               where name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
               let key = name[Prefix.Length..].Replace("__", ":")
               where !foreign.Contains(key.Split(':')[0])
               orderby name
               select new Setting(key, entry.Value is string { Length: > 0 } value ? value : null, $"environment variable {name}");

        static IEnumerable<string> Names(Type record) => OptionKey.Properties(record).Select(OptionKey.Name);
    }

    /// <summary>Binds settings; later ones win.</summary>
    /// <typeparam name="T">The record of all options of a program.</typeparam>
    /// <exception cref="UserError">A setting is unknown, of the wrong type or out of range; the first one is named.</exception>
    public static Loaded<T> Bind<T>(IEnumerable<Setting> all)
        where T : class, new()
    {
        var known = new KnownKeys(typeof(T));
        var settings = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in all)
        {
            known.Check(setting);
            settings[setting.Key] = setting;
        }

        CheckItems(settings);
        var values = settings.Values.Where(s => s.Value is not null).Select(s => KeyValuePair.Create(s.Key, s.Value));
        var options = new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<T>() ?? new T();
        var loaded = new Loaded<T>(options, settings);
        Validate(options, "", loaded.Where);
        return loaded;
    }

    /// <summary>Checks the rules that stand on a record and all it holds, and tells the redactor its secrets.</summary>
    /// <param name="section">The record.</param>
    /// <param name="prefix">What stands before its keys: empty, or a path that ends with ':'.</param>
    /// <param name="where">Where a key was given.</param>
    /// <exception cref="UserError">A rule is broken; the first one is named.</exception>
    public static void Validate(object section, string prefix, Func<string, string> where)
    {
        foreach (var property in OptionKey.Properties(section.GetType()))
        {
            var (key, value) = (prefix + OptionKey.Name(property), property.GetValue(section));
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                Learn(rule, value);
                if (!rule.IsValid(value))
                {
                    throw rule is RequiredAttribute { ErrorMessage: null }
                        ? new UserError($"'{KnownKeys.Dotted(key)}' is missing", where(key), "give it a value")
                        : new UserError($"'{KnownKeys.Dotted(key)}' is {value}", where(key), rule.FormatErrorMessage("it").TrimEnd('.').Replace("The field it", "it"));
                }
            }

            if (value is IEnumerable items and not string)
            {
                foreach (var (i, item) in items.Cast<object>().Index().Where(i => OptionKey.KindOf(i.Item.GetType()) == SettingKind.Section))
                {
                    Validate(item, $"{key}:{i}:", where);
                }
            }
            else if (value is not null && OptionKey.KindOf(property.PropertyType) == SettingKind.Section)
            {
                Validate(value, key + ":", where);
            }
        }
    }

    private static void Learn(ValidationAttribute rule, object? value)
    {
        if (rule is DataTypeAttribute { DataType: var type } && value is string text)
        {
            if (type == DataType.Password)
            {
                Redactor.Learn(text);
            }
            else if (type == DataType.Url)
            {
                Redactor.LearnAddress(text);
            }
        }
    }

    /// <summary>The binder leaves empty items out and closes gaps: numbers in keys would no longer be those of the items.</summary>
    private static void CheckItems(Dictionary<string, Setting> settings)
    {
        var filled = settings.Values.Where(s => s.Value is not null).SelectMany(s => KnownKeys.Items(s.Key)).Select(i => i.Item).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings.Values)
        {
            foreach (var (item, list, number) in KnownKeys.Items(setting.Key))
            {
                if (!filled.Contains(item))
                {
                    throw new UserError($"'{KnownKeys.Dotted(item)}' is empty", setting.Where, "write its keys, or leave the item out");
                }

                if (number > 0 && !filled.Contains($"{list}:{number - 1}"))
                {
                    throw new UserError($"there is a '{KnownKeys.Dotted(item)}' but no '{KnownKeys.Dotted(list)}.{number - 1}'", setting.Where, "number the items from 0 without gaps");
                }
            }
        }
    }
}
