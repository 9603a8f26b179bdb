using DiCNet.Render;
using OpenCvSharp;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Render;

public sealed class LiveViewTests : IAsyncDisposable
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly LiveView _view;
    private readonly OutputMetrics _metrics;
    private readonly Mat _picture = new(90, 160, MatType.CV_8UC3, Scalar.FromRgb(200, 100, 50));

    public LiveViewTests()
    {
        _metrics = new OutputMetrics(_registry);
        _view = new LiveView(new StreamId("cam"), new OutputOptions { Viewers = 100 }, _metrics, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _view.DisposeAsync();
        _picture.Dispose();
    }

    [Fact]
    public async Task A_picture_is_encoded_once_for_a_hundred_viewers_of_whom_ten_never_read()
    {
        var viewers = Enumerable.Range(0, 100).Select(_ => _view.Watch(ViewKind.Overlay)!).ToList();
        Assert.Null(_view.Watch(ViewKind.Raw));
        for (var i = 0; i < 5; i++)
        {
            Assert.True(_view.Wants(ViewKind.Overlay));
            _view.Offer(ViewKind.Overlay, _picture);
            foreach (var viewer in viewers.Skip(10))
            {
                Assert.True(await viewer.Pictures.WaitToReadAsync(TestContext.Current.CancellationToken));
                Assert.True(viewer.Pictures.TryRead(out var jpeg));
                Assert.Equal([0xff, 0xd8], jpeg[..2]);
            }
        }

        Assert.Equal(5, _metrics.Encodes.WithLabels("cam", "overlay").Value);
        Assert.All(viewers.Take(10), v => Assert.True(v.Pictures.TryRead(out _) && !v.Pictures.TryRead(out _)));
        viewers.ForEach(v => v.Dispose());
        Assert.Equal(0, _view.Viewers);
        Assert.False(_view.Wants(ViewKind.Overlay));
    }

    [Fact]
    public async Task The_latest_picture_is_encoded_for_whoever_asks_and_kept_for_a_second()
    {
        var asked = _view.LatestAsync(ViewKind.Raw, TimeSpan.FromSeconds(30));
        Assert.True(_view.Wants(ViewKind.Raw));
        _view.Offer(ViewKind.Raw, _picture);
        var first = await asked;
        Assert.NotNull(first);
        Assert.False(_view.Wants(ViewKind.Raw));
        Assert.Same(first, await _view.LatestAsync(ViewKind.Raw, TimeSpan.Zero));
    }

    [Fact]
    public async Task Whoever_asks_for_a_picture_of_a_source_that_never_gave_one_gets_none() =>
        Assert.Null(await _view.LatestAsync(ViewKind.Raw, TimeSpan.FromMilliseconds(20)));

    [Fact]
    public async Task Viewers_of_a_stream_that_goes_are_told()
    {
        var viewer = _view.Watch(ViewKind.Raw)!;
        await _view.DisposeAsync();
        Assert.False(await viewer.Pictures.WaitToReadAsync(TestContext.Current.CancellationToken));
        viewer.Dispose();
    }

    [Fact]
    public void A_placeholder_says_whose_picture_is_missing_and_why()
    {
        using var placeholder = new Placeholder();
        foreach (var (width, height) in ((int, int)[])[(160, 90), (640, 360), (1280, 720)])
        {
            var picture = placeholder.Draw(
                new StreamId("front-left"), "reconnecting: connection to tcp://10.0.0.7:554 failed: Connection refused", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), width, height);
            Assert.Equal(new Size(width, height), picture.Size());
            var bytes = picture.AsSpan<byte>().ToArray();
            Assert.InRange(bytes.Average(b => (double)b), 10, 90);
            Assert.True(bytes.Max() > 200, "the text is bright");
            if (Environment.GetEnvironmentVariable("DICNET_LOOK") is { } folder)
            {
                Cv2.ImWrite(Path.Combine(folder, $"placeholder-{width}.png"), picture);
            }
        }
    }
}
