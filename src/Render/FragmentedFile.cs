using System.Buffers.Binary;
using System.Text;

namespace DiCNet.Render;

/// <summary>A fragmented MP4 file that is not written any more.</summary>
static class FragmentedFile
{
    private const int BytesPerSecond = 10 << 20;

    /// <summary>Rewrites it as an ordinary file, with its index at the front; it stays as it is when that fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long that may take, beside the time for copying.</param>
    public static async Task FlattenAsync(string path, TimeSpan patience)
    {
        var flat = path + ".part";
        try
        {
            patience += TimeSpan.FromSeconds(new FileInfo(path).Length / BytesPerSecond);
            await using var ffmpeg = Ffmpeg.Start(["-i", $"file:{path}", "-c", "copy", "-movflags", "+faststart", "-f", "mp4", $"file:{flat}"]);
            ffmpeg.CloseInput();
            if (await ffmpeg.ExitAsync(patience) && ffmpeg.ExitCode == 0)
            {
                File.Move(flat, path, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UserError)
        {
            // The fragmented file plays as well; only seeking in it is slower.
        }
        finally
        {
            File.Delete(flat);
        }
    }

    /// <summary>Cuts off what was begun and not finished, and deletes a file without a single picture.</summary>
    public static void TrimToWhole(string path)
    {
        try
        {
            using (var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite))
            {
                var whole = WholeLength(file);
                if (whole > 0)
                {
                    file.SetLength(whole);
                    return;
                }
            }

            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is called on the way to telling of a worse fault.
        }
    }

    /// <summary>Where the last complete stretch of pictures ends; 0 when there is none.</summary>
    /// <remarks>ISO/IEC 14496-12, 4.2: a box is its length (32 bit; 1: 64 bit follow the name; 0: to the end), its name, its content.</remarks>
    private static long WholeLength(FileStream file)
    {
        Span<byte> head = stackalloc byte[16];
        var (at, whole) = (0L, 0L);
        while (at + 8 <= file.Length)
        {
            file.Position = at;
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            if (size == 1 && read == head.Length)
            {
                size = (long)BinaryPrimitives.ReadUInt64BigEndian(head[8..]);
            }

            if (size < 8 || size > file.Length - at)
            {
                break;
            }

            at += size;
            whole = Encoding.ASCII.GetString(head[4..8]) == "mdat" ? at : whole;
        }

        return whole;
    }
}
