using System.Diagnostics;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;

namespace DiCNet.App.Live;

/// <summary>What a new configuration changes.</summary>
/// <param name="Changes">Key by key, in the order of the options.</param>
sealed record ConfigPlan(IReadOnlyList<ConfigChange> Changes)
{
    /// <summary>What a change of a key, or of what lies below it, takes.</summary>
    private static readonly (string Key, ConfigEffect Effect)[] s_effects =
    [
        ("model", ConfigEffect.Live),                        // loaded beside the one at work, swapped between two batches
        ("threshold", ConfigEffect.Live),
        ("shadow", ConfigEffect.Live),
        ("inference", ConfigEffect.NeedsRestart),            // batches and threads are made for it at start
        ("events", ConfigEffect.Live),
        ("render", ConfigEffect.Live),
        ("server", ConfigEffect.NeedsRestart),
        ("streams:*:id", ConfigEffect.Live),                 // one stream goes, another comes
        ("streams:*:uri", ConfigEffect.RestartsSource),
        ("streams:*:source", ConfigEffect.RestartsSource),
        ("streams:*:outputs", ConfigEffect.Live),
        ("streams:*:zones", ConfigEffect.Live),
    ];

    /// <summary>Compares two configurations. Streams and zones are the same when they have the same name.</summary>
    public static ConfigPlan Between(LiveOptions now, LiveOptions next)
    {
        var changes = new List<ConfigChange>();
        Compare(now, next, "", "");
        return new ConfigPlan(changes);

        void Compare(object before, object after, string key, string path)
        {
            foreach (var property in OptionKey.Properties(before.GetType()))
            {
                var (name, a, b) = (OptionKey.Name(property), property.GetValue(before), property.GetValue(after));
                switch (OptionKey.KindOf(property.PropertyType))
                {
                    case SettingKind.Section:
                        Compare(a!, b!, $"{key}{name}:", $"{path}{name}.");
                        break;
                    case SettingKind.List:
                        CompareItems(((IEnumerable<object>)a!).ToDictionary(NameOf), ((IEnumerable<object>)b!).ToDictionary(NameOf), key + name, path + name);
                        break;
                    case SettingKind.Value when !Equals(a, b):
                        changes.Add(new ConfigChange(path + name, EffectOf(key + name)));
                        break;
                }
            }
        }

        void CompareItems(Dictionary<string, object> before, Dictionary<string, object> after, string key, string path)
        {
            // Something that comes, goes or moves takes nothing from the others.
            foreach (var (name, item) in after)
            {
                if (before.TryGetValue(name, out var old))
                {
                    Compare(old, item, key + ":*:", $"{path}.{name}.");
                }
                else
                {
                    changes.Add(new ConfigChange($"{path}.{name}", ConfigEffect.Live));
                }
            }

            changes.AddRange(before.Keys.Where(n => !after.ContainsKey(n)).Select(n => new ConfigChange($"{path}.{n}", ConfigEffect.Live)));
            if (!before.Keys.Where(after.ContainsKey).SequenceEqual(after.Keys.Where(before.ContainsKey)))
            {
                changes.Add(new ConfigChange(path, ConfigEffect.Live));
            }
        }
    }

    /// <summary>What a change of a key takes.</summary>
    /// <param name="key">Such as <c>streams:*:uri</c>.</param>
    public static ConfigEffect EffectOf(string key)
    {
        foreach (var (known, effect) in s_effects)
        {
            if (key == known || key.StartsWith(known + ":", StringComparison.Ordinal))
            {
                return effect;
            }
        }

        throw new UnreachableException($"no effect is stated for {key}");
    }

    private static string NameOf(object item) => item switch
    {
        StreamOptions stream => stream.Id,
        ZoneOptions zone => zone.Name,
        _ => throw new UnreachableException(),
    };
}
