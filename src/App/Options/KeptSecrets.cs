using DiCNet.Cli;

namespace DiCNet.App.Options;

/// <summary>Puts the secrets back that a configuration was shown without: whoever edits it on the page sends *** where they stood.</summary>
static class KeptSecrets
{
    private const string Hidden = "***";

    /// <summary>The settings of an edited text, with each value that is just the hidden form of the one in effect replaced by that one.</summary>
    /// <param name="edited">As read.</param>
    /// <param name="now">The options in effect.</param>
    /// <exception cref="UserError">A value is hidden, and what it stands for is not known: another address, another stream.</exception>
    public static IReadOnlyList<Setting> Restore(IReadOnlyList<Setting> edited, LiveOptions now)
    {
        if (!edited.Any(IsHidden))
        {
            return edited;
        }

        var ids = edited.Where(s => s.Key.Split(':') is ["streams", _, "id"]).ToDictionary(s => s.Key.Split(':')[1], s => s.Value);
        return [.. edited.Select(s => IsHidden(s) ? s with { Value = Placeholders.Escape(Kept(s)) } : s)];

        string Kept(Setting setting)
        {
            var known = setting.Key.Split(':') switch
            {
                ["server", "token"] => now.Server.Token,
                ["server", "certificatePassword"] => now.Server.CertificatePassword,
                ["streams", var n, .. var rest] when now.Streams.FirstOrDefault(s => s.Id == ids.GetValueOrDefault(n)) is { } stream => rest switch
                {
                    ["uri"] => stream.Uri,
                    ["outputs", "push"] => stream.Outputs.Push,
                    ["outputs", "webhook"] => stream.Outputs.Webhook,
                    _ => null,
                },
                _ => null,
            };
            return known is not null && (setting.Value == Hidden || Redactor.Clean(known) == setting.Value)
                ? known
                : throw new UserError($"'{setting.Key.Replace(':', '.')}' holds {Hidden}, which stands for a secret that is not known here", setting.Where,
                    "write the secret, or ${NAME} to take it from the environment");
        }
    }

    private static bool IsHidden(Setting setting) => setting.Value?.Contains(Hidden, StringComparison.Ordinal) == true;
}
