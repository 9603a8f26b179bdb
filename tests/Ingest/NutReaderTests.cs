using DiCNet.Ingest;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class NutReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nut-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("64x48", "-enc_time_base", "1:90000")]
    [InlineData("65x49")]
    [InlineData("16x16", "-enc_time_base", "1:1000")]
    public void Every_picture_comes_with_its_bytes_and_its_time(string size, params string[] arguments)
    {
        var file = Make(size, arguments);
        var raw = File.ReadAllBytes(Clips.Make(_folder, "a.bgr", "-i", file, "-f", "rawvideo", "-pix_fmt", "bgr24"));
        using var input = File.OpenRead(file);
        var nut = new NutReader(input);
        var pictures = new List<byte>();
        var times = new List<double>();
        while (nut.Next())
        {
            var picture = new byte[nut.Size];
            nut.Read(picture);
            pictures.AddRange(picture);
            times.Add(nut.Seconds);
        }

        Assert.Equal(size, $"{nut.Width}x{nut.Height}");
        Assert.Equal(raw, pictures);
        Assert.Equal(20, times.Count);
        Assert.All(times.Index(), t => Assert.Equal(t.Index / 10.0, t.Item, 3));
    }

    [Fact]
    public void Garbage_is_damage_and_nothing_worse() => Prop.ForAll<byte[]>(bytes => Survives(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stream_that_is_damaged_anywhere_is_damage_and_nothing_worse()
    {
        var whole = File.ReadAllBytes(Make("16x16"));
        var damage = Gen.Zip(Gen.Choose(0, Math.Min(2000, whole.Length - 1)), Gen.Choose(0, 255)).ListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(damage), Gen.Choose(0, whole.Length).ToArbitrary(), (changes, length) =>
        {
            var bytes = whole[..length];
            foreach (var (at, value) in changes.Where(c => c.Item1 < length))
            {
                bytes[at] = (byte)value;
            }

            return Survives(bytes);
        }));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    public void A_flipped_bit_in_a_header_is_found(int at)
    {
        var bytes = File.ReadAllBytes(Make("64x48"));
        bytes[at] ^= 1;
        Assert.Throws<InvalidDataException>(() => new NutReader(new MemoryStream(bytes)).Next());
    }

    private static bool Survives(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var nut = new NutReader(new MemoryStream(bytes));
        try
        {
            while (nut.Next())
            {
                nut.Read(new byte[Math.Min(nut.Size, 1000)]);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000;
    }

    private string Make(string size, params string[] arguments) =>
        Clips.Make(_folder, $"{size}.nut", [.. Clips.Source(size), "-c:v", "rawvideo", "-pix_fmt", "bgr24", .. arguments]);
}
