using System.Buffers.Binary;
using System.Text;
using DiCNet.Ingest;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class Mp4IndexTests
{
    [Fact]
    public void A_whole_index_is_not_missing() => Assert.False(IsMissing(Box("ftyp", 8), Box("free", 0), Box("moov", 20), Box("mdat", 9)));

    [Fact]
    public void An_index_behind_the_pictures_is_found() => Assert.False(IsMissing(Box("ftyp", 8), Box("mdat", 300), Box("moov", 20)));

    [Fact]
    public void A_file_that_ends_in_its_pictures_has_none() => Assert.True(IsMissing(Box("ftyp", 8), Box("mdat", 300)[..200]));

    [Fact]
    public void Half_an_index_is_none() => Assert.True(IsMissing(Box("ftyp", 8), Box("mdat", 30), Box("moov", 200)[..100]));

    [Fact]
    public void A_large_box_has_its_size_in_64_bits()
    {
        var large = Box("mdat", 100);
        BinaryPrimitives.WriteUInt32BigEndian(large, 1);
        BinaryPrimitives.WriteInt64BigEndian(large.AsSpan(8), large.Length);
        Assert.False(IsMissing(Box("ftyp", 8), large, Box("moov", 20)));
        Assert.True(IsMissing(Box("ftyp", 8), large));
    }

    [Fact]
    public void A_box_of_size_0_reaches_to_the_end()
    {
        var open = Box("mdat", 100);
        BinaryPrimitives.WriteUInt32BigEndian(open, 0);
        Assert.True(IsMissing(Box("ftyp", 8), open));
    }

    [Fact]
    public void Other_files_lack_no_index() => Assert.False(IsMissing("this is text, not a video"u8.ToArray()));

    [Fact]
    public void Any_bytes_get_an_answer() => Prop
        .ForAll<byte[]>(bytes => _ = IsMissing(bytes) | IsMissing(Box("ftyp", 4), bytes))
        .QuickCheckThrowOnFailure();

    private static bool IsMissing(params byte[][] parts) => Mp4Index.IsMissing(new MemoryStream([.. parts.SelectMany(p => p)]));

    private static byte[] Box(string type, int content)
    {
        var box = new byte[8 + content];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        return box;
    }
}
