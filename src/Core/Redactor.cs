using System.Text.RegularExpressions;

namespace DiCNet;

/// <summary>Takes secrets out of texts that leave the process: logs, pages, errors, what children say.</summary>
/// <remarks>Passwords in addresses are found by their place; whatever else is secret is told by <see cref="Learn"/>. Any number of threads.</remarks>
public static partial class Redactor
{
    private const string Hidden = "***";
    private static readonly Lock s_gate = new();
    private static volatile string[] s_secrets = [];

    /// <summary>Adds a secret that is to be hidden wherever it stands, as it is and as it is written in an address. Short ones (under 4) are not learnt: they would hide words.</summary>
    public static void Learn(string? secret)
    {
        if (secret is null or { Length: < 4 })
        {
            return;
        }

        lock (s_gate)
        {
            s_secrets = [.. s_secrets.Append(secret).Append(Uri.EscapeDataString(secret)).Append(Uri.UnescapeDataString(secret)).Distinct().OrderByDescending(s => s.Length)];
        }
    }

    /// <summary>Learns the user's name and password of an address, and the values of its query.</summary>
    public static void LearnAddress(string address)
    {
        var match = UserInfo().Match(address);
        if (match.Success)
        {
            var parts = match.Groups["info"].Value.Split(':', 2);
            Learn(parts.Length > 1 ? parts[1] : parts[0]);
        }

        foreach (Match value in Query().Matches(address))
        {
            Learn(value.Groups["value"].Value);
        }
    }

    /// <summary>The text without secrets.</summary>
    public static string Clean(string text)
    {
        foreach (var secret in s_secrets)
        {
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        text = UserInfo().Replace(text, m => m.Groups["scheme"].Value + Hidden + "@");
        return Query().Replace(text, m => m.Groups["name"].Value + "=" + Hidden);
    }

    // Up to the last '@' before a space or quote: passwords hold '@' and '/' more often than paths of cameras do.
    [GeneratedRegex("""(?<scheme>[a-z][a-z0-9+.-]*://)(?<info>[^\s"'<>]*)@""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UserInfo();

    [GeneratedRegex("""(?<name>[?&;](?:token|key|pass|passwd|password|pwd|secret|auth|user|streamid|signature|sig)[a-z_]*)=(?<value>[^\s&;#"'<>]+)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Query();
}
