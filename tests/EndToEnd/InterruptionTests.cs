using System.Diagnostics;
using System.Text;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests.EndToEnd;

/// <summary>After a signal or a fault in the middle, what was written is whole and says what happened.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-stop-");

    [Fact]
    public async Task Ctrl_C_finishes_what_was_read_and_says_interrupted()
    {
        using var run = Dicnet.Start("replay", Repository.Path("samples", "camvid-cyclists.mp4"), "--out", In("out"));
        await UntilScoredAsync(In("out"));
        run.Interrupt();
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
        var manifest = Dicnet.Manifest(In("out"));
        Assert.Equal("interrupted", manifest.GetProperty("status").GetString());
        Assert.True(Dicnet.IsConserved(manifest));
        var scored = manifest.GetProperty("frames").GetProperty("scored").GetInt32();
        Assert.InRange(scored, 1, 100);
        Assert.Equal(scored, Clips.Count(In("out/annotated.mp4")));
        AssertWholeLines(In("out"), scored);
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_at_once_and_the_video_so_far_plays()
    {
        using var run = Dicnet.Start("replay", Repository.Path("samples", "camvid-cyclists.mp4"), "--out", In("out"));
        await UntilScoredAsync(In("out"));
        run.Interrupt();
        run.Interrupt();
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
        await UntilAsync(() => Clips.Count(In("out/annotated.mp4")) > 0);
        Assert.Contains(Dicnet.Manifest(In("out")).GetProperty("status").GetString(), (string[])["running", "interrupted"]);
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_with_a_reason_and_leaves_whole_files()
    {
        var disk = In("disk");
        Directory.CreateDirectory(disk);
        using (var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]) { RedirectStandardError = true, UseShellExecute = false })!)
        {
            await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(mount.ExitCode != 0, "a small disk cannot be mounted here");
        }

        try
        {
            var clip = Clips.Make(_folder, "noise.mp4", "-f", "lavfi", "-i", "nullsrc=s=640x480:r=10:d=3,geq=random(1)*255:128:128", "-crf", "30");
            var (exitCode, _, errors) = await Dicnet.RunAsync("replay", clip, "--out", Path.Combine(disk, "out"));
            Assert.Equal(2, exitCode);
            Assert.Contains("space", errors, StringComparison.OrdinalIgnoreCase);
            var manifest = Dicnet.Manifest(Path.Combine(disk, "out"));
            Assert.Equal("failed", manifest.GetProperty("status").GetString());
            Assert.Contains("annotated.mp4", manifest.GetProperty("reason").GetString());
            Assert.True(Dicnet.IsConserved(manifest));
            AssertWholeLines(Path.Combine(disk, "out"));
        }
        finally
        {
            using var unmount = Process.Start("umount", [disk]);
            await unmount.WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertWholeLines(string run, int? frames = null)
    {
        var scores = File.ReadAllText(Path.Combine(run, "scores.csv"));
        Assert.EndsWith("\n", scores);
        Assert.All(scores.TrimEnd('\n').Split('\n'), l => Assert.Equal(5, l.Split(',').Length));
        if (frames is not null)
        {
            Assert.Equal(1 + frames, scores.TrimEnd('\n').Split('\n').Length);
        }

        var events = File.ReadAllText(Path.Combine(run, "events.jsonl"));
        Assert.True(events.Length == 0 || events.EndsWith('\n'));
        Assert.All(events.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => EventJson.Read(Encoding.UTF8.GetBytes(l)));
    }

    /// <summary>Until an event is on disk: then frames have gone all the way.</summary>
    private static Task UntilScoredAsync(string run) => UntilAsync(() => File.Exists(Path.Combine(run, "events.jsonl")) && new FileInfo(Path.Combine(run, "events.jsonl")).Length > 0);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!Holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }

        bool Holds()
        {
            try
            {
                return holds();
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
