using System.Threading.Channels;
using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class VideoPicturesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-tests-");
    private readonly StreamMetrics _metrics = Reading.Metrics();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("b-frames.mp4", "@ -c:v libx264 -bf 3 -pix_fmt yuv420p")]
    [InlineData("b-frames.ts", "@ -c:v libx264 -bf 3 -pix_fmt yuv420p")]
    [InlineData("starts-late.mp4", "@ -c:v libx264 -bf 2 -pix_fmt yuv420p -output_ts_offset 5")]
    [InlineData("starts-late.mkv", "@ -c:v libx264 -bf 2 -pix_fmt yuv420p -output_ts_offset 5")]
    [InlineData("shot_001.avi", "@ -c:v mjpeg")]
    [InlineData("30: a bün.mkv", "@ -c:v ffv1")]
    [InlineData("vfr.mkv", "@ -vf select=not(mod(n\\,3))+lt(n\\,8) -fps_mode vfr -c:v libx264 -bf 0 -pix_fmt yuv420p")]
    [InlineData("ntsc.mp4", "@ -vf fps=30000/1001 -c:v mpeg4")]
    public async Task Every_frame_comes_out_in_order_and_on_time(string name, string arguments)
    {
        var clip = Clips.Make(_folder, name, arguments.Split(' '));
        var (seen, received) = await ReadAsync(clip);
        var times = Clips.Times(clip);
        Assert.Equal(Clips.Count(clip), seen.Count);
        Assert.Equal(Enumerable.Range(0, times.Length).Select(i => (long)i), seen.Select(s => s.Sequence));
        Assert.All(seen.Zip(times), p => Assert.InRange(Math.Abs(p.First.Time.TotalSeconds - p.Second), 0, 0.001));
        Assert.Equal(seen.Count, received);
    }

    [Theory]
    [InlineData("odd.mkv", "ffv1")]
    [InlineData("odd.avi", "mjpeg")]
    public async Task Odd_sizes_are_kept(string name, string codec)
    {
        var clip = Clips.Make(_folder, name, [.. Clips.Source("65x49"), "-c:v", codec]);
        var (seen, _) = await ReadAsync(clip);
        Assert.Equal(20, seen.Count);
        Assert.All(seen, s => Assert.Equal((65, 49), (s.Width, s.Height)));
    }

    [Fact]
    public async Task Uneven_reordered_frames_keep_running_forwards_to_the_last()
    {
        var clip = Clips.Make(
            _folder, "vfr.mp4", "@", "-vf", @"select=not(mod(n\,3))+lt(n\,8)", "-fps_mode", "vfr", "-c:v", "libx264", "-bf", "2", "-pix_fmt", "yuv420p");
        var (seen, _) = await ReadAsync(clip);
        var times = Clips.Times(clip);
        Assert.Equal(times.Length, seen.Count);
        Assert.All(seen.Zip(seen.Skip(1)), p => Assert.True(p.First.Time < p.Second.Time));
        Assert.InRange(_metrics.RepairedPts, 0, 3);
        Assert.All(seen.Zip(times).SkipLast(3), p => Assert.InRange(Math.Abs(p.First.Time.TotalSeconds - p.Second), 0, 0.001));
    }

    [Fact]
    public void Only_a_container_with_an_index_announces_its_frames()
    {
        using (var mp4 = Open(Clips.Make(_folder, "a.mp4", "@", "-c:v", "mpeg4")))
        {
            var info = mp4.Info;
            Assert.Equal((20, 20), (info.AnnouncedFrames, info.ExpectedFrames));
            Assert.Equal((10.0, 64, 48), (info.FramesPerSecond, info.Width, info.Height));
        }

        using var ts = Open(Clips.Make(_folder, "a.ts", "@", "-c:v", "mpeg2video", "-b:v", "1M"));
        Assert.Null(ts.Info.AnnouncedFrames);
        Assert.Equal("test", ts.Info.Stream.Name);
    }

    [Fact]
    public async Task A_stream_without_times_gets_nominal_ones()
    {
        var (seen, _) = await ReadAsync(Clips.Make(_folder, "raw.h264", "@", "-c:v", "libx264", "-pix_fmt", "yuv420p"));
        Assert.Equal(20, seen.Count);
        Assert.All(seen.Zip(seen.Skip(1)), p => Assert.True(p.First.Time < p.Second.Time));
    }

    [Fact]
    public async Task A_recording_cut_after_its_index_ends_where_its_pictures_end()
    {
        var clip = Clips.Make(_folder, "cut.mp4", "@", "-c:v", "mjpeg", "-movflags", "+faststart");
        Cut(clip, 2);
        using var source = Open(clip);
        var seen = await Reading.AllAsync(source);
        Assert.Equal(20, source.Info.AnnouncedFrames);
        Assert.InRange(seen.Count, 5, 15);
    }

    [Fact]
    public async Task The_buffers_are_filled_again_and_again()
    {
        using var source = Open(Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg"));
        var memory = new HashSet<IntPtr>();
        await Reading.AllAsync(source, f => memory.Add(f.Pixels.Data));
        Assert.Equal(2, memory.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_stop_is_quiet_and_leaves_nothing_lent(int taken)
    {
        using var source = Open(Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg"));
        await Reading.StopAfterAsync(source, taken);
        Assert.True(_metrics.Counts().Conserved);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_free_frame()
    {
        using var source = Open(Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg"));
        var frames = Channel.CreateBounded<Frame>(2);
        using var stop = new CancellationTokenSource();
        var running = source.RunAsync(frames.Writer, stop.Token);
        while (frames.Reader.Count < 2)
        {
            await Task.Yield();
        }

        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
        frames.Reader.Drain();
    }

    [Fact]
    public async Task A_refused_frame_goes_home()
    {
        using var source = Open(Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg"));
        var frames = Channel.CreateBounded<Frame>(2);
        frames.Writer.Complete();
        await Assert.ThrowsAsync<ChannelClosedException>(() => source.RunAsync(frames.Writer, CancellationToken.None));
        Assert.True(_metrics.Counts().Conserved);
    }

    [Fact]
    public void A_source_that_never_ran_leaves_nothing_lent() => Open(Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg")).Dispose();

    internal static void Cut(string clip, int parts)
    {
        using var file = File.OpenWrite(clip);
        file.SetLength(file.Length / parts);
    }

    private Recording Open(string clip) => Reading.Video(clip, _metrics);

    private async Task<(List<Reading.Seen> Seen, long Received)> ReadAsync(string clip)
    {
        using var source = Open(clip);
        var seen = await Reading.AllAsync(source);
        return (seen, _metrics.Counts().Received);
    }
}
