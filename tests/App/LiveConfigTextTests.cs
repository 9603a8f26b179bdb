using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Render;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.App;

public sealed class LiveConfigTextTests
{
    /// <summary>What YAML, placeholders and people trip over.</summary>
    private static readonly string[] s_pieces =
    [
        "a", "Z9", " ", "#", " #", ": ", ":", "- ", "'", "\"", "\\", "\n", "\r\n", "\t", "${X}", "$$", "${", "{", "}", "[", "]", ",", "*", "&", "!", "%", "@", "`", "|", ">", "?",
        "null", "~", "true", "1e3", "---", "...", "é", "日本", "\U0001F697", "\u0085", "\u2028", "\u00a0", "\u0007",
    ];

    [Fact]
    public void Written_options_give_the_same_options_again() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var options = (LiveOptions)Any(typeof(LiveOptions), new Random(seed));
        var text = LiveConfigText.Write(options);
        var again = OptionsLoader.Bind<LiveOptions>(OptionsLoader.FromFile(ConfigFile.Parse(text, "written"), new Hashtable())).Options;
        Assert.Equal(JsonSerializer.Serialize(options), JsonSerializer.Serialize(again));
    }));

    [Fact]
    public void Secrets_are_written_as_stars()
    {
        const string Secret = "swordfish-77";
        var text = LiveConfigText.Write(new LiveOptions
        {
            Server = new ServerOptions { Token = Secret, CertificatePassword = Secret },
            Streams = [new StreamOptions { Id = "a", Uri = $"rtsp://viewer:{Secret}@camera/1", Outputs = new OutputOptions { Push = $"srt://media:1?streamid={Secret}", Webhook = $"https://{Secret}@x/" } }],
        });
        Assert.DoesNotContain(Secret, text);
        Assert.DoesNotContain("viewer:", text);
        Assert.Contains("token: '***'", text);
        Assert.Contains("rtsp://***@camera/1", text);
    }

    private static object Any(Type type, Random dice)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in OptionKey.Properties(type))
        {
            property.SetValue(record, Value(property, dice));
        }

        return record;
    }

    private static object? Value(PropertyInfo property, Random dice)
    {
        var type = property.PropertyType;
        switch (OptionKey.KindOf(type))
        {
            case SettingKind.Section:
                return Any(type, dice);
            case SettingKind.List:
                var item = type.GetGenericArguments()[0];
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
                for (var count = dice.Next(4); count > 0; count--)
                {
                    list.Add(Any(item, dice));
                }

                return list;
        }

        var range = property.GetCustomAttribute<RangeAttribute>();
        var (low, high) = range is null ? (0.0, 0.0) : (Convert.ToDouble(range.Minimum), Convert.ToDouble(range.Maximum));
        return type switch
        {
            _ when property.GetCustomAttribute<DataTypeAttribute>() is { DataType: DataType.Password } => null,
            _ when type == typeof(string) && dice.Next(4) == 0 && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable => null,
            _ when type == typeof(string) => "." + string.Concat(Enumerable.Range(0, dice.Next(6)).Select(_ => s_pieces[dice.Next(s_pieces.Length)])) is var text && dice.Next(2) == 0 && !string.IsNullOrWhiteSpace(text[1..]) ? text[1..] : text,
            _ when type == typeof(bool) => dice.Next(2) == 0,
            _ when type == typeof(int) => (int)(low + (dice.NextDouble() * (high - low))),
            _ when type == typeof(double) => low + (dice.NextDouble() * (high - low)),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(dice.Next(Enum.GetValues(type).Length)),
            _ => throw new NotSupportedException(type.Name),
        };
    }
}
