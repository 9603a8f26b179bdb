using System.Collections;
using System.Text.RegularExpressions;

namespace DiCNet.Cli;

/// <summary>Puts environment variables where a file says <c>${NAME}</c>, so that passwords need not stand in it; <c>$${</c> is a plain <c>${</c>.</summary>
public static partial class Placeholders
{
    /// <summary>The setting with its placeholders replaced; what replaces them counts as secret.</summary>
    /// <exception cref="UserError">A variable is not set, or a placeholder does not end.</exception>
    public static Setting Fill(Setting setting, IDictionary environment) => setting.Value is null ? setting : setting with
    {
        Value = Placeholder().Replace(setting.Value, found =>
        {
            if (found.Value.StartsWith("$$", StringComparison.Ordinal))
            {
                return found.Value[1..];
            }

            var name = found.Groups["name"].Value;
            if (!found.Value.EndsWith('}') || name.Length == 0)
            {
                throw new UserError($"'{setting.Key.Replace(':', '.')}' holds a '${{' that begins no placeholder", setting.Where, "write ${NAME} for an environment variable, or $${ for the characters themselves");
            }

            if (environment[name] is not string { Length: > 0 } value)
            {
                throw new UserError($"the environment variable {name} is not set", setting.Where, $"set it, or put the value of '{setting.Key.Replace(':', '.')}' there");
            }

            Redactor.Learn(value);
            return value;
        }),
    };

    /// <summary>The text so that it is read as it is.</summary>
    public static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$?\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)?\}?", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
