using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace DiCNet.Cli;

/// <summary>File, environment and command line to options. What is unknown, of the wrong type or out of range is an error that says where.</summary>
public static class OptionsLoader
{
    private const string Prefix = "DICNET__";

    /// <summary>Binds settings; later ones win. <paramref name="environment"/> is searched for <c>DICNET__SECTION__KEY</c>.</summary>
    /// <typeparam name="T">The record of all options of a program.</typeparam>
    /// <exception cref="UserError">A setting is unknown, of the wrong type or out of range; the first one is named.</exception>
    public static T Load<T>(string? file, IDictionary environment, IEnumerable<Setting> commandLine)
        where T : class, new()
    {
        var known = Keys(typeof(T), "").ToDictionary(k => k.Key, k => k.Property, StringComparer.OrdinalIgnoreCase);
        var settings = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in (file is null ? [] : ConfigFile.Read(file)).Concat(FromEnvironment(environment)).Concat(commandLine))
        {
            settings[setting.Key] = Check(setting, known);
        }

        var values = settings.Values.Where(s => s.Value is not null).Select(s => KeyValuePair.Create(s.Key, s.Value));
        var options = new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<T>() ?? new T();
        Validate(options, "", settings);
        return options;
    }

    /// <summary>Every key there is, in the order of the records.</summary>
    public static IEnumerable<(string Key, PropertyInfo Property)> Keys(Type record, string prefix)
    {
        foreach (var property in record.GetProperties().Where(p => p.CanWrite))
        {
            var key = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (property.PropertyType.Namespace!.StartsWith("DiCNet", StringComparison.Ordinal) && property.PropertyType.IsClass)
            {
                foreach (var inner in Keys(property.PropertyType, key + ":"))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (key, property);
            }
        }
    }

    private static IEnumerable<Setting> FromEnvironment(IDictionary environment) =>
        from DictionaryEntry entry in environment
        let name = (string)entry.Key
        where name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        orderby name
        select new Setting(name[Prefix.Length..].Replace("__", ":"), (string?)entry.Value, $"environment variable {name}");

    private static Setting Check(Setting setting, Dictionary<string, PropertyInfo> known)
    {
        if (!known.TryGetValue(setting.Key, out var property))
        {
            var nearest = Spelling.Nearest(setting.Key, known.Keys);
            throw new UserError($"there is no key '{Dotted(setting.Key)}'", setting.Where, $"did you mean '{Dotted(nearest)}'? './dicnet inspect' prints all keys");
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        try
        {
            if (setting.Value is { } value)
            {
                TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            }

            return setting;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            var accepted = type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}" : type == typeof(string) ? "text" : $"a number ({type.Name})";
            throw new UserError($"'{Dotted(setting.Key)}' is '{setting.Value}'", setting.Where, $"it must be {accepted}", e);
        }
    }

    private static void Validate(object section, string prefix, Dictionary<string, Setting> settings)
    {
        foreach (var property in section.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var (key, value) = (prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetValue(section));
            var where = settings.TryGetValue(key, out var setting) ? setting.Where : "";
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(r => !r.IsValid(value)))
            {
                throw new UserError($"'{Dotted(key)}' is {value}", where, rule.FormatErrorMessage("it").TrimEnd('.').Replace("The field it", "it"));
            }

            if (value is not null && property.PropertyType.Namespace!.StartsWith("DiCNet", StringComparison.Ordinal) && property.PropertyType.IsClass)
            {
                Validate(value, key + ":", settings);
            }
        }
    }

    private static string Dotted(string key) => key.Replace(':', '.');
}
