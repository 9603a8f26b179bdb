using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests.Render;

[Collection(Alone.Name)]
public sealed class PushOutputTests
{
    private const string Canary = "Canary7Pa55word";

    [Fact]
    public async Task A_folder_of_HLS_plays_and_forgets_old_segments()
    {
        using var folder = new Folder();
        var hls = folder.File("live 100%d");
        Directory.CreateDirectory(hls);
        File.WriteAllText(Path.Combine(hls, "index-1.ts"), "of a child that was killed");
        File.WriteAllText(Path.Combine(hls, "index.html"), "the operator's");
        int child;
        await using (var push = Push("hls", hls))
        {
            await Moving.PlayAsync(push, 0, 400);
            child = push.ChildId;
            Assert.True(Moving.Lives(child));
        }

        Assert.False(Moving.Lives(child));
        var list = File.ReadAllText(Path.Combine(hls, "index.m3u8"));
        Assert.Contains("#EXT-X-INDEPENDENT-SEGMENTS", list);
        Assert.Equal(6, list.Split("#EXTINF:2.0").Length - 1);
        Assert.InRange(Clips.Count(Path.Combine(hls, "index.m3u8")), 290, 300);
        Assert.False(File.Exists(Path.Combine(hls, "index-1.ts")));
        Assert.True(File.Exists(Path.Combine(hls, "index.html")));
        Assert.InRange(Directory.GetFiles(hls, "*.ts").Length, 6, 8);
    }

    [Theory]
    [InlineData("udp://127.0.0.1:{0}?pkt_size=1316", "-i udp://127.0.0.1:{0}")]
    [InlineData("tcp://127.0.0.1:{0}", "-i tcp://127.0.0.1:{0}?listen")]
    [InlineData("srt://127.0.0.1:{0}", "-i srt://127.0.0.1:{0}?mode=listener")]
    [InlineData("rtsp://127.0.0.1:{0}/live", "-rtsp_flags listen -i rtsp://127.0.0.1:{0}/live")]
    [InlineData("rtmp://127.0.0.1:{0}/live/key", "-f flv -listen 1 -i rtmp://127.0.0.1:{0}/live/key")]
    public async Task Pictures_reach_a_listener(string address, string listening)
    {
        using var folder = new Folder();
        var port = FreePort();
        using var listener = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-v", "error", "-nostdin", "-y", .. string.Format(listening, port).Split(' '), "-frames:v", "10", folder.File("got.mp4")])
        {
            RedirectStandardError = true, UseShellExecute = false,
        })!;
        try
        {
            var said = listener.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await using var push = Push("push", string.Format(address, port));
            for (var second = 0; second < 300 && !listener.HasExited; second++)
            {
                try
                {
                    await Moving.PlayAsync(push, second, 25);
                }
                catch (UserError)
                {
                    // It does not listen yet, or has enough.
                    await push.ResetAsync();
                }

                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.True(listener.HasExited);
            Assert.True(Clips.Count(folder.File("got.mp4")) == 10, await said);
        }
        finally
        {
            listener.Kill();
        }
    }

    [Theory]
    [InlineData("rtsp://someone:{0}@127.0.0.1:{1}/live")]
    [InlineData("rtmp://someone:{0}@127.0.0.1:{1}/live/StreamKeyOfMine")]
    [InlineData("rtmp://127.0.0.1:{1}/live/{0}")]
    [InlineData("srt://127.0.0.1:{1}?connect_timeout=100&passphrase={0}")]
    [InlineData("tcp://someone:{0}@127.0.0.1:{1}")]
    public async Task Where_nobody_listens_the_reason_is_told_without_the_address(string address)
    {
        await using var push = Push("push", string.Format(address, Canary, FreePort()));
        for (var i = 0; i < 2; i++)
        {
            var child = 0;
            var error = await Assert.ThrowsAsync<UserError>(() => Moving.PlayAsync(push, 0, 1000, before: _ => child = Math.Max(child, push.ChildId)));
            TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
            Assert.StartsWith("push: ", error.Message);
            Assert.DoesNotContain(Canary, error.ToString());
            Assert.DoesNotContain("://", error.Message);
            Assert.DoesNotContain("StreamKeyOfMine", error.Message);
            Assert.Equal(0, push.ChildId);
            Assert.False(Moving.Lives(child));
            await push.ResetAsync();
        }
    }

    [Fact]
    public async Task A_child_that_hangs_is_killed_and_told_of()
    {
        using var folder = new Folder();
        await using var push = new PushOutput("hls", folder.Path, new OutputOptions(), () => 25, TimeProvider.System) { Patience = TimeSpan.FromSeconds(0.5) };
        await Moving.PlayAsync(push, 0, 5);
        var child = push.ChildId;
        Moving.Stop(child);
        var error = await Assert.ThrowsAsync<UserError>(() => Moving.PlayAsync(push, 1, 1000));
        Assert.Contains("took no picture", error.Message);
        Assert.False(Moving.Lives(child));
        await Moving.PlayAsync(push, 0, 60);
        Assert.NotEqual(child, push.ChildId);
    }

    [Fact]
    public async Task Another_size_restarts_the_child_and_a_step_back_in_time_does_not()
    {
        using var folder = new Folder();
        await using var push = Push("hls", folder.Path);
        await Moving.PlayAsync(push, 50, 30);
        var first = push.ChildId;
        await Moving.PlayAsync(push, 0, 30);
        Assert.Equal(first, push.ChildId);
        await Moving.PlayAsync(push, 2, 30, width: 65, height: 47);
        var second = push.ChildId;
        Assert.NotEqual(first, second);
        await push.ResetAsync();
        Assert.Equal(30, Clips.Count(folder.File("index.m3u8")));
        Assert.Equal(0, push.ChildId);
        Assert.False(Moving.Lives(first));
        Assert.False(Moving.Lives(second));
    }

    [Fact]
    public async Task Children_that_come_and_go_leave_no_handle()
    {
        using var folder = new Folder();
        await using var push = Push("hls", folder.Path);
        await Round();
        var before = Pipes();
        for (var i = 0; i < 8; i++)
        {
            await Round();
        }

        Assert.InRange(Pipes(), 0, before + 16);

        async Task Round()
        {
            await Moving.PlayAsync(push, 0, 3);
            await push.ResetAsync();
            await Moving.PlayAsync(push, 0, 3);
            Moving.Kill(push.ChildId);
            await Assert.ThrowsAsync<UserError>(() => Moving.PlayAsync(push, 1, 100));
        }
    }

    [Fact]
    public void An_address_of_another_kind_is_refused()
    {
        var error = Assert.Throws<UserError>(() => Push("push", $"ftp://me:{Canary}@there/x"));
        Assert.DoesNotContain(Canary, error.Message);
    }

    private static PushOutput Push(string name, string target) => new(name, target, new OutputOptions(), () => 25, TimeProvider.System);

    private static int Pipes() => Directory.GetFiles("/proc/self/fd").Count(f =>
    {
        try
        {
            return new FileInfo(f).LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    });

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
