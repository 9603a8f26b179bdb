using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.Ingest;

/// <summary>What cannot be opened is said in a message that names the file, the trouble and the way out.</summary>
public sealed class UnreadableVideoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_missing_file_is_named() => Refused(Path.Combine(_folder.FullName, "none.mp4"), "no such file", "check the path");

    [Fact]
    public void A_folder_is_no_video() => Refused(_folder.FullName, "folder, not a video");

    [Fact]
    public void An_empty_file_is_called_empty() => Refused(Write("empty.mp4", ""), "empty");

    [Fact]
    public void Text_named_as_a_video_is_no_video() => Refused(Write("text.mp4", "this is text, not a video\n"), "no video could be read", "ffprobe");

    [Fact]
    public void Sound_alone_is_no_video() =>
        Refused(Clips.Make(_folder, "sound.wav", "-f", "lavfi", "-i", "sine=d=0.1"), "no video could be read", "ffprobe");

    [Fact]
    public void A_recording_cut_before_its_index_says_so()
    {
        var clip = Clips.Make(_folder, "cut.mp4", "@", "-c:v", "mjpeg");
        VideoPicturesTests.Cut(clip, 2);
        Refused(clip, "index (moov) is missing", "untrunc");
    }

    [Fact]
    public void A_video_without_a_whole_picture_says_so()
    {
        var clip = Clips.Make(_folder, "cut.mp4", "@", "-c:v", "mjpeg", "-movflags", "+faststart");
        using (var file = File.OpenWrite(clip))
        {
            file.SetLength(Clips.FirstPicture(clip));
        }

        Refused(clip, "no picture could be decoded", "ffprobe");
    }

    [Theory]
    [InlineData("1x1")]
    [InlineData("64x15")]
    public void A_picture_too_small_is_refused(string size) =>
        Refused(Clips.Make(_folder, "small.mkv", [.. Clips.Source(size), "-c:v", "ffv1"]), "too small", "16 x 16");

    private static void Refused(string path, params string[] words)
    {
        var metrics = Reading.Metrics();
        var error = Assert.Throws<UserError>(() => Reading.Video(path, metrics));
        Assert.StartsWith(path, error.Message);
        Assert.All(words, w => Assert.Contains(w, error.Message));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
