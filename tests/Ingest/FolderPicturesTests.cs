using DiCNet.Ingest;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class FolderPicturesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-tests-");
    private readonly StreamMetrics _metrics = Reading.Metrics();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Pictures_come_in_ordinal_order_at_the_given_rate()
    {
        Picture("9.png", 64, 48);
        Picture("10.jpg", 32, 20);
        Picture("B.BMP", 33, 21);
        Picture("a.tiff", 34, 22);
        Picture("a.webp", 35, 23);
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.txt"), "not a picture");
        using var source = Open();
        var info = source.Info;
        Assert.Equal((5, 5), (info.AnnouncedFrames, info.ExpectedFrames));
        Assert.Equal((4.0, 32, 20), (info.FramesPerSecond, info.Width, info.Height));
        var seen = await Reading.AllAsync(source);
        Assert.Equal([32, 64, 33, 34, 35], seen.Select(s => s.Width));
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], seen.Select(s => s.Time.TotalSeconds));
    }

    [Fact]
    public async Task A_broken_picture_is_counted_and_keeps_its_place()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "0.png"), "broken");
        Picture("1.png", 64, 48);
        Picture("2.png", 15, 48);
        Picture("3.png", 64, 48);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "4.jpg"), []);
        using var source = Open();
        var seen = await Reading.AllAsync(source);
        Assert.Equal([(1L, 0.25), (3L, 0.75)], seen.Select(s => (s.Sequence, s.Time.TotalSeconds)));
        var counts = _metrics.Counts();
        Assert.Equal((5, 3), (counts.Received, counts.Failed[FailReason.Undecodable]));
        Assert.True(counts.Conserved);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_stop_is_quiet_and_leaves_nothing_lent(int taken)
    {
        for (var i = 0; i < 9; i++)
        {
            Picture($"{i}.png", 64, 48);
        }

        using var source = Open();
        await Reading.StopAfterAsync(source, taken);
        Assert.True(_metrics.Counts().Conserved);
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Contains("no such folder", Assert.Throws<UserError>(() => Open("none")).Message);

    [Fact]
    public void A_folder_without_pictures_is_told_what_pictures_are()
    {
        var message = Assert.Throws<UserError>(() => Open()).Message;
        Assert.Contains("no pictures", message);
        Assert.Contains(".jpeg", message);
    }

    [Fact]
    public void A_folder_of_broken_pictures_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.png"), "broken");
        // The header of a picture that is larger than OpenCV allows makes it throw instead of giving nothing.
        File.WriteAllText(Path.Combine(_folder.FullName, "b.pgm.png"), "P5 1000000 1000000 255\n");
        Assert.Contains("none of its 2 pictures can be decoded", Assert.Throws<UserError>(() => Open()).Message);
    }

    private Recording Open(string below = "") => new(
        FolderPictures.Open(Path.Combine(_folder.FullName, below), _metrics.Stream, 4, TimeProvider.System, Reading.Seconds()),
        2,
        _metrics,
        TimeProvider.System);

    private void Picture(string name, int width, int height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(10, 20, 30));
        Cv2.ImWrite(Path.Combine(_folder.FullName, name), picture);
    }
}
