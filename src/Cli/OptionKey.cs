using System.Reflection;
using System.Text.Json;

namespace DiCNet.Cli;

/// <summary>A key that a record of options has.</summary>
/// <param name="Key">Its path, items of lists as '*': <c>streams:*:uri</c>.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Type">The type of what stands there.</param>
public sealed record OptionKey(string Key, SettingKind Kind, Type Type)
{
    /// <summary>Every key of a record, in its order; sections and lists come before what they hold.</summary>
    public static IEnumerable<OptionKey> Of(Type record) => Properties(record).SelectMany(p => Below(Name(p), p.PropertyType));

    /// <summary>What can be set of a record.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type record) => record.GetProperties().Where(p => p.CanWrite);

    /// <summary>How a property is written in files.</summary>
    public static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>What a type stands for in files.</summary>
    public static SettingKind KindOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? SettingKind.List
        : type.IsClass && type.Namespace!.StartsWith("DiCNet", StringComparison.Ordinal) ? SettingKind.Section
        : SettingKind.Value;

    private static IEnumerable<OptionKey> Below(string key, Type type)
    {
        var kind = KindOf(type);
        IEnumerable<OptionKey> inner = kind switch
        {
            SettingKind.Section => Properties(type).SelectMany(p => Below($"{key}:{Name(p)}", p.PropertyType)),
            SettingKind.List => Below(key + ":*", type.GetGenericArguments()[0]),
            _ => [],
        };
        return inner.Prepend(new OptionKey(key, kind, type));
    }
}
