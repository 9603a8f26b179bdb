using DiCNet.Ingest;
using OpenCvSharp;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class FrameSourcesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Files_folders_and_test_patterns_find_their_source()
    {
        using var video = Open(Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg"));
        Assert.EndsWith("a.avi", video.Info.Location);
        using (var picture = new Mat(20, 20, MatType.CV_8UC3, Scalar.All(0)))
        {
            Cv2.ImWrite(Path.Combine(_folder.FullName, "a.png"), picture);
        }

        using var pictures = Open(_folder.FullName);
        Assert.Equal(1, pictures.Info.AnnouncedFrames);
        using var test = Open("test:size=32x32");
        Assert.Equal(32, test.Info.Width);
        Assert.Equal("name", test.Info.Stream.Name);
    }

    [Theory]
    [InlineData("rtsp://admin:secret@cam.example:554/live", "rtsp://cam.example:554/live")]
    [InlineData("http://admin:sec@ret/s@cam.example/mjpg?token=secret", "http://cam.example/mjpg")]
    [InlineData("rtsp://cam.example/live", "rtsp://cam.example/live")]
    public void A_live_address_is_refused_without_telling_its_password(string location, string shown)
    {
        var error = Assert.Throws<UserError>(() => Open(location));
        Assert.Equal($"{shown}: live addresses cannot be replayed; record it to a file first", error.Message);
        Assert.DoesNotContain("sec", FrameSources.NameOf(location).Name);
    }

    [Theory]
    [InlineData("test:seed=1", "test")]
    [InlineData("/data/Drive 7.mp4", "Drive-7")]
    [InlineData("/data/pictures/", "pictures")]
    [InlineData("rtsp://u:p@cam.example/front", "front")]
    public void A_stream_is_named_after_its_location(string location, string name) => Assert.Equal(name, FrameSources.NameOf(location).Name);

    private static IFrameSource Open(string location) => FrameSources.Open(
        location, new StreamId("name"), Reading.TwoFrames, new PipelineMetrics(Metrics.NewCustomRegistry()), TimeProvider.System);
}
