using System.Text;
using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.Ingest;

/// <summary>Real servers, real decoders, real faults; one at a time, because they count the children of this process.</summary>
[Collection(Alone.Name)]
public sealed class NetworkSourceTests : IDisposable
{
    private const string Canary = "kanarienvogel77";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("live-tests-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        Assert.Empty(Children.Decoders());
    }

    [Fact]
    public async Task A_camera_that_is_killed_and_comes_back_goes_on_in_the_same_stream()
    {
        var port = LiveRun.FreePort();
        var camera = Camera.Rtsp(port);
        await using var run = new LiveRun($"rtsp://127.0.0.1:{port}/live");
        for (var i = 1; i <= 3; i++)
        {
            await run.UntilAsync(() => run.Frames.Count(f => f.Epoch == i - 1) >= 10, $"frames of connection {i}");
            camera.Dispose();
            await run.UntilAsync(SourceState.Reconnecting);
            Assert.NotNull(run.Status.Reason);
            camera = Camera.Rtsp(port);
            await run.UntilAsync(SourceState.Streaming);
        }

        await run.UntilAsync(() => run.Frames.Any(f => f.Epoch == 3), "frames of the last connection");
        camera.Dispose();
        Assert.Equal((3, 3), (run.Status.Epoch, run.Status.Reconnects));
        Assert.Null(run.Changes.Last(c => c.State == SourceState.Streaming).Reason);
        Assert.Equal((64, 48), (run.Status.Info!.Width, run.Status.Info.Height));
        Assert.InRange(run.Status.Info.FramesPerSecond, 15, 35);
        // Over the gaps media time goes on by the wall clock.
        var gap = run.Frames.First(f => f.Epoch == 1).Media - run.Frames.Last(f => f.Epoch == 0).Media;
        Assert.InRange(gap.TotalSeconds, 0.1, 30);
    }

    [Fact]
    public async Task The_shipped_clip_can_be_served_as_a_camera()
    {
        var port = LiveRun.FreePort();
        var clip = Repository.Path("samples", "camvid-cyclists.mp4");
        using var camera = Camera.Rtsp(port, launch: $"( filesrc location={clip} ! qtdemux ! h264parse ! rtph264pay name=pay0 )");
        await using var run = new LiveRun($"rtsp://127.0.0.1:{port}/live");
        await run.UntilFramesAsync(5);
        Assert.All(run.Frames, f => Assert.Equal((480, 360), (f.Width, f.Height)));
    }

    [Fact]
    public async Task A_decoder_that_is_stopped_is_killed_and_replaced()
    {
        var port = LiveRun.FreePort();
        using var camera = Camera.Rtsp(port);
        await using var run = new LiveRun($"rtsp://127.0.0.1:{port}/live");
        await run.UntilFramesAsync(5);
        var stopped = Assert.Single(Children.Decoders());
        Children.Signal(stopped, "STOP");
        await run.UntilAsync(() => run.Frames.Any(f => f.Epoch == 1), "frames of the next decoder");
        Assert.False(Children.IsAlive(stopped));
        Assert.Contains("no frame for 1 s", run.Changes.Single(c => c.State == SourceState.Stalled).Reason);
        Assert.Equal([SourceState.Starting, SourceState.Streaming, SourceState.Stalled, SourceState.Reconnecting, SourceState.Streaming], run.States);
    }

    [Fact]
    public async Task A_camera_that_falls_silent_without_closing_is_opened_again()
    {
        var clip = File.ReadAllBytes(Stream("a.ts", "64x48"));
        await using var server = new OddServer(async (to, _, stop) =>
        {
            await to.WriteAsync(clip, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var run = new LiveRun($"tcp://127.0.0.1:{server.Port}");
        await run.UntilAsync(() => run.Frames.Any(f => f.Epoch == 1), "frames of the second connection");
        Assert.Contains(SourceState.Stalled, run.States);
    }

    [Fact]
    public async Task Garbage_is_named_and_tried_again()
    {
        var header = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\n\r\n");
        var clip = File.ReadAllBytes(Stream("a.ts", "64x48"));
        await using var server = new OddServer(async (to, number, stop) =>
        {
            await to.WriteAsync(header, stop);
            if (number < 2)
            {
                var garbage = new byte[200_000];
                new Random(number).NextBytes(garbage);
                await to.WriteAsync(garbage, stop);
            }
            else
            {
                await to.WriteAsync(clip, stop);
                await Task.Delay(Timeout.Infinite, stop);
            }
        });
        await using var run = new LiveRun($"http://user:{Canary}@127.0.0.1:{server.Port}/video?access={Canary}");
        await run.UntilFramesAsync(5);
        var reasons = run.Changes.Where(c => c.State == SourceState.Reconnecting).Select(c => c.Reason).ToList();
        Assert.True(reasons.Count >= 2);
        Assert.All(reasons, r => Assert.False(string.IsNullOrWhiteSpace(r)));
        Assert.DoesNotContain(Canary, string.Join(' ', run.Changes));
        Assert.Equal($"http://127.0.0.1:{server.Port}/video", run.Status.Info!.Location);
    }

    [Fact]
    public async Task Garbage_without_end_is_cut_off_when_opening_takes_too_long()
    {
        await using var server = new OddServer(async (to, _, stop) =>
        {
            var random = new Random(1);
            for (var garbage = new byte[1000]; ; await Task.Delay(20, stop))
            {
                random.NextBytes(garbage);
                await to.WriteAsync(garbage, stop);
            }
        });
        await using var run = new LiveRun($"tcp://127.0.0.1:{server.Port}", LiveRun.Hasty with { OpenSeconds = 0.5 });
        await run.UntilAsync(() => run.Changes.Count(c => c.State == SourceState.Reconnecting) >= 2, "two attempts");
        Assert.Contains("no picture within 0.5 s of opening it", run.Status.Reason);
        Assert.DoesNotContain(SourceState.Stalled, run.States);
    }

    [Fact]
    public async Task A_picture_that_changes_its_size_is_named_and_goes_on()
    {
        // Turned, the picture has as many bytes as before.
        var port = LiveRun.FreePort();
        var camera = Camera.Ffmpeg("64x48", $"udp://127.0.0.1:{port}?pkt_size=1316");
        await using var run = new LiveRun($"udp://127.0.0.1:{port}", LiveRun.Hasty with { StallSeconds = 5 });
        await run.UntilFramesAsync(5);
        camera.Dispose();
        using var turned = Camera.Ffmpeg("48x64", $"udp://127.0.0.1:{port}?pkt_size=1316");
        await run.UntilAsync(() => run.Frames.Count(f => (f.Width, f.Height) == (48, 64)) > 5, "the turned picture");
        Assert.Contains(run.Changes, c => c.Reason == "its picture is no longer 64 x 48 pixels");
        Assert.All(run.Frames, f => Assert.Contains((f.Width, f.Height), new[] { (64, 48), (48, 64) }));
        Assert.DoesNotContain(SourceState.Stalled, run.States);
    }

    [Fact]
    public async Task A_sender_that_counts_from_zero_again_does_not_stop_the_clock()
    {
        var clip = File.ReadAllBytes(Clips.Make(
            _folder, "late.ts", "@", "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p", "-output_ts_offset", "100"));
        var again = File.ReadAllBytes(Stream("again.ts", "64x48"));
        await using var server = new OddServer(async (to, _, stop) =>
        {
            await to.WriteAsync(clip, stop);
            await to.WriteAsync(again, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var run = new LiveRun($"tcp://127.0.0.1:{server.Port}", LiveRun.Hasty with { StallSeconds = 5 }, frames: 50);
        // Four seconds of pictures, sent at once; the last few stay in the decoder.
        await run.UntilAsync(() => run.Frames is [.., var last] && last.Media.TotalSeconds > 2.5, "a frame of the second part");
        Assert.All(run.Frames, f => Assert.InRange(f.Media.TotalSeconds, 0, 6));
    }

    [Fact]
    public async Task No_password_is_told_to_anybody()
    {
        var port = LiveRun.FreePort();
        var camera = Camera.Rtsp(port, $"admin:{Canary}");
        await using var run = new LiveRun($"rtsp://admin:{Canary}@127.0.0.1:{port}/live?profile={Canary}x");
        await run.UntilFramesAsync(3);
        Assert.All(Children.Decoders(), id => Assert.DoesNotContain(Canary, Children.CommandLine(id)));
        camera.Dispose();
        await run.UntilAsync(SourceState.Reconnecting);
        await run.UntilAsync(() => run.Status.Reason!.Contains("refused", StringComparison.Ordinal), "the refused connection");
        using (Camera.Rtsp(port, "admin:another"))
        {
            await run.UntilAsync(() => run.Status.Reason?.Contains("401", StringComparison.Ordinal) ?? false, "the refused password");
        }

        Assert.DoesNotContain(Canary, string.Join(' ', run.Changes));
    }

    [Fact]
    public async Task A_paused_source_has_no_connection_until_it_is_resumed()
    {
        var port = LiveRun.FreePort();
        using var camera = Camera.Rtsp(port);
        await using var run = new LiveRun($"rtsp://127.0.0.1:{port}/live");
        await run.UntilFramesAsync(3);
        run.Source.Pause();
        await run.UntilAsync(SourceState.Paused);
        Assert.Empty(Children.Decoders());
        run.Source.Resume();
        await run.UntilAsync(() => run.Frames.Any(f => f.Epoch == 1), "frames again");
        Assert.Equal(0, run.Status.Reconnects);
        Assert.Equal([SourceState.Starting, SourceState.Streaming, SourceState.Paused, SourceState.Starting, SourceState.Streaming], run.States);
    }

    [Fact]
    public async Task A_stop_while_it_waits_to_try_again_is_heard()
    {
        var options = LiveRun.Hasty with { ReconnectFirstSeconds = 60, ReconnectMostSeconds = 60 };
        await using var run = new LiveRun($"tcp://127.0.0.1:{LiveRun.FreePort()}", options);
        await run.UntilAsync(SourceState.Reconnecting);
    }

    [Fact]
    public async Task Many_connections_leave_no_handle()
    {
        await using var server = new OddServer((_, _, _) => Task.CompletedTask);
        await using var run = new LiveRun($"tcp://127.0.0.1:{server.Port}", LiveRun.Hasty with { ReconnectFirstSeconds = 0.01, ReconnectMostSeconds = 0.01 });
        await run.UntilAsync(() => Lost() >= 2, "the first connections");
        var before = Children.Handles();
        await run.UntilAsync(() => Lost() >= 60, "many connections");
        // Tests beside this one have handles of their own; a leak would be two or three for each connection.
        Assert.InRange(Children.Handles() - before, -200, 60);
        int Lost() => run.Changes.Count(c => c.State == SourceState.Reconnecting);
    }

    [Fact]
    public void A_decoder_does_not_outlive_the_thread_that_started_it()
    {
        DecoderProcess? decoder = null;
        var thread = new Thread(() =>
        {
            decoder = DecoderProcess.Start($"udp://127.0.0.1:{LiveRun.FreePort()}", new LiveSourceOptions());
            // Until then the kernel has not been told to kill it.
            SpinWait.SpinUntil(() => Children.Decoders().Any(id => Children.CommandLine(id).StartsWith("/usr/bin/ffmpeg", StringComparison.Ordinal)));
        });
        thread.Start();
        thread.Join();
        decoder!.LastWords();
        Assert.Empty(Children.Decoders());
        decoder.Dispose();
    }

    [Fact]
    public async Task A_list_from_outside_opens_no_local_file()
    {
        var clip = Stream("a.ts", "64x48");
        var list = Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{clip}\n#EXT-X-ENDLIST\n");
        await using var server = new OddServer(async (to, _, stop) => await to.WriteAsync(list, stop));
        await using var run = new LiveRun($"http://127.0.0.1:{server.Port}/live.m3u8");
        await run.UntilAsync(() => run.Changes.Count(c => c.State == SourceState.Reconnecting) >= 2, "two attempts");
        Assert.Empty(run.Frames);
    }

    private string Stream(string name, string size) =>
        Clips.Make(_folder, name, [.. Clips.Source(size), "-c:v", "libx264", "-bf", "0", "-g", "5", "-pix_fmt", "yuv420p"]);
}
