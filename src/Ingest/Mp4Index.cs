using System.Buffers.Binary;

namespace DiCNet.Ingest;

/// <summary>The one thing worth knowing of an MP4 or QuickTime file that does not open: whether its index was ever written.</summary>
static class Mp4Index
{
    private const uint Ftyp = 0x66747970;
    private const uint Moov = 0x6d6f6f76;

    /// <summary>Whether this is such a file and none of its top-level boxes is a complete index (<c>moov</c>).</summary>
    /// <param name="file">Seekable, at its start. Lent for the call.</param>
    public static bool IsMissing(Stream file)
    {
        Span<byte> header = stackalloc byte[16];
        var length = file.Length;
        for (long at = 0; at + 8 <= length;)
        {
            file.Position = at;
            var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            var type = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
            if (at == 0 && type != Ftyp)
            {
                return false;
            }

            // ISO/IEC 14496-12, 4.2: 1 says that 64 bits follow, 0 says up to the end of the file.
            var size = BinaryPrimitives.ReadUInt32BigEndian(header) switch
            {
                0 => length - at,
                1 when read == header.Length => BinaryPrimitives.ReadInt64BigEndian(header[8..]),
                var small => small,
            };
            if (size < 8 || size > length - at)
            {
                return true;
            }

            if (type == Moov)
            {
                return false;
            }

            at += size;
        }

        return length >= 8;
    }
}
