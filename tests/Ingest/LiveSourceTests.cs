using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.Ingest;

[Collection(Alone.Name)]
public sealed class LiveSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("live-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_recording_goes_by_its_own_clock()
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var run = new LiveRun("test:frames=20,fps=40,size=32x32");
        await run.Running;
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0.45, 20);
        Assert.Equal(SourceState.Ended, run.Status.State);
        Assert.Equal(20, run.Metrics.Counts().Received);
        Assert.Equal([SourceState.Starting, SourceState.Streaming, SourceState.Ended], run.States);
    }

    [Fact]
    public async Task A_recording_by_its_clock_never_waits_for_the_model()
    {
        await using var run = new LiveRun("test:frames=20,fps=100,size=32x32", frames: 2, keep: true);
        await run.UntilAsync(() => run.Metrics.Counts().Received == 20, "the end of the recording");
        Assert.Equal(18, run.Metrics.Counts().Dropped[DropReason.NoBuffer]);
    }

    [Fact]
    public async Task A_free_recording_waits_and_loses_nothing()
    {
        await using var run = new LiveRun("test:frames=50,fps=1,size=32x32", LiveRun.Hasty with { Pace = SourcePace.Free }, frames: 2);
        await run.Running;
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), run.Frames.Select(f => f.Sequence));
        Assert.Equal(50, run.Metrics.Counts().Received);
    }

    [Theory]
    [InlineData(SourcePace.Free)]
    [InlineData(SourcePace.Clock)]
    public async Task A_looping_recording_begins_again_without_a_gap(SourcePace pace)
    {
        await using var run = new LiveRun("test:frames=5,fps=50,size=32x32", LiveRun.Hasty with { Loop = true, Pace = pace });
        await run.UntilAsync(() => run.Status.Epoch >= 3, "the fourth round");
        Assert.Equal(0, run.Status.Reconnects);
        Assert.Equal([SourceState.Starting, SourceState.Streaming], run.States);
        Assert.All(run.Frames, f => Assert.Equal(f.Sequence / 50.0, f.Media.TotalSeconds, 5));
    }

    [Fact]
    public async Task Videos_and_folders_are_read_too()
    {
        var clip = Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg");
        await using (var run = new LiveRun(clip, LiveRun.Hasty with { Pace = SourcePace.Free }))
        {
            await run.Running;
            Assert.Equal(20, run.Frames.Count);
            Assert.Equal(clip, run.Status.Info!.Location);
        }

        Clips.Make(_folder, "%03d.png", "@");
        File.WriteAllText(Path.Combine(_folder.FullName, "010.png"), "broken");
        await using var pictures = new LiveRun(_folder.FullName, LiveRun.Hasty with { Pace = SourcePace.Free });
        await pictures.Running;
        Assert.Equal(19, pictures.Frames.Count);
        Assert.Equal(1, pictures.Metrics.Counts().Failed[FailReason.Undecodable]);
    }

    [Fact]
    public async Task A_wrong_path_fails_and_is_tried_again_when_asked()
    {
        var path = Path.Combine(_folder.FullName, "a.avi");
        await using var run = new LiveRun(path, LiveRun.Hasty with { Pace = SourcePace.Free });
        await run.UntilAsync(SourceState.Failed);
        Assert.Contains("no such file", run.Status.Reason);
        Clips.Make(_folder, "a.avi", "@", "-c:v", "mjpeg");
        run.Source.Resume();
        await run.Running;
        Assert.Equal(20, run.Frames.Count);
    }

    [Fact]
    public async Task A_missing_camera_is_waited_for()
    {
        await using var run = new LiveRun("/dev/video99");
        await run.UntilAsync(() => run.Changes.Count(c => c.State == SourceState.Reconnecting) >= 2, "two attempts");
        Assert.Equal("there is no such camera", run.Status.Reason);
    }

    [Fact]
    public async Task A_stall_of_a_recording_is_seen()
    {
        await using var run = new LiveRun("test:frames=9,fps=50,size=32x32,stall=5:600");
        await run.UntilAsync(() => run.Status.Epoch >= 1, "the second connection");
        Assert.Contains(SourceState.Stalled, run.States);
    }

    [Fact]
    public async Task A_reader_that_hangs_is_left_behind_and_comes_home()
    {
        var pipe = Path.Combine(_folder.FullName, "never.avi");
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        await using var run = new LiveRun(pipe, LiveRun.Hasty with { OpenSeconds = 0.5 });
        await run.UntilAsync(SourceState.Reconnecting);
        Assert.Contains("was left behind", run.Status.Reason);
        run.Source.Pause();
        await run.UntilAsync(SourceState.Paused);
        // Whoever opens the other end lets the readers go on; this opening needs no reader.
        for (; run.Readers > 0; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            await using var end = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        }
    }

    [Theory]
    [InlineData("black", FrameQuality.Black)]
    [InlineData("0x008700", FrameQuality.Green)]
    [InlineData("gray", FrameQuality.Frozen)]
    public async Task A_broken_picture_is_a_state_of_its_own(string colour, FrameQuality quality)
    {
        var clip = Clips.Make(_folder, "a.avi", "-f", "lavfi", "-i", $"color={colour}:s=64x48:r=10:d=2", "-c:v", "ffv1", "-pix_fmt", "bgr0");
        await using var run = new LiveRun(clip, LiveRun.Hasty with { Pace = SourcePace.Free });
        await run.Running;
        Assert.Equal(quality, run.Status.Quality);
        Assert.Equal(quality, run.Frames[^1].Quality);
        Assert.Contains(run.Changes, c => c.Quality == quality && c.State == SourceState.Streaming);
    }

    [Fact]
    public async Task The_end_of_the_pipeline_ends_it_quietly()
    {
        var queue = new FrameQueue();
        queue.Complete();
        var metrics = new PipelineMetrics(Prometheus.Metrics.NewCustomRegistry());
        var source = new LiveSource(new StreamId("a"), "test:size=32x32", new LiveSourceOptions(), 2, queue, metrics, TimeProvider.System);
        await source.RunAsync(CancellationToken.None);
        Assert.True(metrics.Of(new StreamId("a")).Counts().Conserved);
    }

    [Theory]
    [InlineData("rtspp://u:geheim77@cam/live", "rtspp://cam/live", "did you mean 'rtsp'")]
    [InlineData("ftp://cam/live", "'ftp' is no kind of address", "rtmps")]
    [InlineData("rtsp:cam/live", "not complete", "begin it with rtsp://")]
    [InlineData("test:sizes=3", "unknown key 'sizes'", "'size'")]
    [InlineData("rtsp://cam/\nfile '/etc/passwd'", "control character", "one line")]
    public void A_wrong_address_is_told_before_anything_is_opened(string location, params string[] words)
    {
        var error = Assert.Throws<UserError>(() => LiveSource.Validate(location));
        Assert.All(words, w => Assert.Contains(w, error.Message));
        Assert.DoesNotContain("geheim77", error.Message);
    }

    [Theory]
    [InlineData("rtsp://cam/live")]
    [InlineData("HTTPS://cam/live.m3u8")]
    [InlineData("srt://cam:9000?mode=caller")]
    [InlineData("/dev/video0")]
    [InlineData("/none/at all.mp4")]
    [InlineData("30: a.mkv")]
    [InlineData("test:seed=2")]
    public void A_right_address_passes_without_being_opened(string location) => LiveSource.Validate(location);

    [Fact]
    public async Task An_unknown_address_is_a_failed_source()
    {
        await using var run = new LiveRun("rtspp://cam/live");
        await run.UntilAsync(SourceState.Failed);
        Assert.Contains("did you mean 'rtsp'", run.Status.Reason);
    }
}
