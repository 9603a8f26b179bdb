using DiCNet.Render;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DiCNet.Tests.Render;

[Collection(Alone.Name)]
public sealed class SegmentRecorderTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Segments_are_named_by_the_clock_and_have_their_length()
    {
        using var folder = new Folder();
        await using (var recorder = Recorder(folder.File("made/by it"), "cam-1", new OutputOptions { SegmentSeconds = 2 }))
        {
            await Moving.PlayAsync(recorder, 7, 125, before: _ => _clock.Advance(TimeSpan.FromSeconds(0.04)));
        }

        var files = Files(folder.File("made/by it"));
        Assert.Equal(["cam-1-20260301T120000Z.mp4", "cam-1-20260301T120002Z.mp4", "cam-1-20260301T120004Z.mp4"], files.Select(Path.GetFileName));
        Assert.Equal([50, 50, 25], files.Select(Clips.Count));
        Assert.All(files, f => Assert.Equal(-1, File.ReadAllBytes(f).AsSpan().IndexOf("moof"u8)));
    }

    [Fact]
    public async Task A_rate_of_its_own_changes_the_pictures_and_not_the_time()
    {
        using var folder = new Folder();
        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions { FramesPerSecond = 10 }))
        {
            await Moving.PlayAsync(recorder, 0, 50);
        }

        Assert.InRange(Clips.Count(Assert.Single(Files(folder.Path))), 19, 21);
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_the_next_second()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.File("cam-20260301T120000Z.mp4"), "mine");
        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions()))
        {
            await Moving.PlayAsync(recorder, 0, 3);
        }

        Assert.Equal("mine", File.ReadAllText(folder.File("cam-20260301T120000Z.mp4")));
        Assert.Equal(3, Clips.Count(folder.File("cam-20260301T120001Z.mp4")));
    }

    [Fact]
    public async Task Segments_that_begin_before_an_encoder_has_made_its_file_have_names_of_their_own()
    {
        using var folder = new Folder();
        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions()))
        {
            await Moving.PlayAsync(recorder, 0, 1);
            await Moving.PlayAsync(recorder, 0.04, 2, width: 64, height: 48);
        }

        Assert.Equal([1, 2], Files(folder.Path).Select(Clips.Count));
    }

    [Fact]
    public async Task Another_size_and_a_step_back_in_time_begin_a_new_segment()
    {
        using var folder = new Folder();
        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions()))
        {
            await Moving.PlayAsync(recorder, 100, 10);
            await Moving.PlayAsync(recorder, 100.4, 11, width: 64, height: 48);
            await Moving.PlayAsync(recorder, 0, 12, width: 64, height: 48);
        }

        Assert.Equal([10, 11, 12], Files(folder.Path).Select(Clips.Count));
    }

    [Fact]
    public async Task A_reset_closes_the_segment_and_the_next_picture_begins_another()
    {
        using var folder = new Folder();
        var recorder = Recorder(folder.Path, "cam", new OutputOptions());
        await Moving.PlayAsync(recorder, 0, 10);
        var child = recorder.EncoderId;
        await recorder.ResetAsync();
        await recorder.ResetAsync();
        Assert.False(Moving.Lives(child));
        Assert.Equal(10, Clips.Count(Assert.Single(Files(folder.Path))));
        await Moving.PlayAsync(recorder, 1, 5);
        child = recorder.EncoderId;
        await recorder.DisposeAsync();
        Assert.False(Moving.Lives(child));
        Assert.Equal(0, recorder.EncoderId);
        Assert.Equal([10, 5], Files(folder.Path).Select(Clips.Count));
    }

    [Fact]
    public async Task A_killed_encoder_is_told_of_its_segment_plays_and_recording_goes_on()
    {
        using var folder = new Folder();
        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions()))
        {
            var error = await Assert.ThrowsAsync<UserError>(() => Moving.PlayAsync(recorder, 0, 600, before: i =>
            {
                if (i == 400)
                {
                    Moving.Kill(recorder.EncoderId);
                    Assert.True(Clips.Count(Assert.Single(Files(folder.Path))) >= 50);
                }
            }));
            Assert.DoesNotContain("--no-video", error.Message);
            await recorder.ResetAsync();
            await Moving.PlayAsync(recorder, 30, 10);
        }

        var files = Files(folder.Path);
        Assert.Equal(2, files.Length);
        Assert.InRange(Clips.Count(files[0]), 50, 400);
        Assert.Equal(10, Clips.Count(files[1]));
    }

    [Fact]
    public async Task A_stopped_encoder_is_told_of_and_gone()
    {
        using var folder = new Folder();
        await using var recorder = Recorder(folder.Path, "cam", new OutputOptions(), patience: 0.5);
        var child = 0;
        var error = await Assert.ThrowsAsync<UserError>(() => Moving.PlayAsync(recorder, 0, 600, before: i =>
        {
            if (i == 300)
            {
                Moving.Stop(child = recorder.EncoderId);
            }
        }));
        Assert.Contains("took no picture for 0.5 s", error.Message);
        Assert.False(Moving.Lives(child));
        Assert.Equal(0, recorder.EncoderId);
    }

    [Fact]
    public async Task An_encoder_that_is_stopped_at_the_end_is_not_left_behind()
    {
        using var folder = new Folder();
        var recorder = Recorder(folder.Path, "cam", new OutputOptions(), patience: 0.5);
        await Moving.PlayAsync(recorder, 0, 10);
        var child = recorder.EncoderId;
        Moving.Stop(child);
        await recorder.DisposeAsync();
        Assert.False(Moving.Lives(child));
    }

    [Fact]
    public async Task On_a_full_disk_the_reason_is_told_and_what_was_written_plays()
    {
        using var disk = new TinyDisk(1500);
        await using var recorder = Recorder(disk.File("r"), "cam", new OutputOptions());
        var error = await Assert.ThrowsAsync<UserError>(() => Moving.PlayAsync(recorder, 0, 1000));
        Assert.Contains("No space left on device", error.Message);
        Assert.True(Clips.Count(Assert.Single(Files(disk.File("r")))) > 10);
        await recorder.ResetAsync();
    }

    [Fact]
    public async Task Only_old_segments_of_the_stream_are_deleted()
    {
        using var folder = new Folder();
        string[] old = ["cam-20260101T000000Z.mp4", "cam-20260228T105900Z.mp4", "cam-20260102T000000Z.mp4.part"];
        string[] others =
        [
            "cam-20260301T113000Z.mp4", "cam2-20260101T000000Z.mp4", "my-cam-20260101T000000Z.mp4", "cam-20260101T000000Z.mp4.bak", "cam-20260101.mp4",
            "cam-20269999T000000Z.mp4", "camX20260101T000000Z.mp4", "notes.txt",
        ];
        foreach (var name in old.Concat(others))
        {
            File.WriteAllText(folder.File(name), name);
        }

        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions { KeepHours = 24 }))
        {
            _clock.Advance(TimeSpan.FromSeconds(61));
            Assert.Equal(others.Order(StringComparer.Ordinal), Files(folder.Path).Select(Path.GetFileName));
            await Moving.PlayAsync(recorder, 0, 5);
            _clock.Advance(TimeSpan.FromDays(2));
            Assert.Contains("cam-20260301T120101Z.mp4", Files(folder.Path).Select(Path.GetFileName));
        }

        Assert.Equal(others[1..].Order(StringComparer.Ordinal), Files(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Above_the_limit_the_oldest_segments_go_and_the_open_one_stays()
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.File("other-20200101T000000Z.mp4"), new byte[1_000_000]);
        await using (var recorder = Recorder(folder.Path, "cam", new OutputOptions { SegmentSeconds = 1, KeepHours = 0, KeepGigabytes = 0.002 }))
        {
            await Moving.PlayAsync(recorder, 0, 260, before: _ => _clock.Advance(TimeSpan.FromSeconds(0.04)));
        }

        var files = Files(folder.Path).Where(f => !f.Contains("other")).ToArray();
        Assert.InRange(files.Length, 1, 9);
        Assert.InRange(files.Sum(f => new FileInfo(f).Length), 1, 2_000_000);
        Assert.EndsWith("cam-20260301T120010Z.mp4", files[^1]);
        Assert.True(File.Exists(folder.File("other-20200101T000000Z.mp4")));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 3, 1)]
    [InlineData(0, 1, 3)]
    [InlineData(2.5, 0, 1)]
    [InlineData(2.5, 1, 3)]
    public void What_has_had_its_time_is_told_from_names_and_sizes(double hours, double gigabytes, int expected)
    {
        var retention = new Retention(new StreamId("c"), new OutputOptions { KeepHours = hours, KeepGigabytes = gigabytes });
        var now = _clock.GetUtcNow();
        var files = Enumerable.Range(0, 4).Select(i => (retention.Name(now - TimeSpan.FromHours(i)), 1_000_000_000L)).ToArray();
        var expired = retention.Expired([.. files, ("c.mp4", 1L << 50)], now, new HashSet<string>());
        Assert.Equal(files.Reverse().Take(expected).Select(f => f.Item1), expired);
        Assert.Empty(retention.Expired(files, now, files.Select(f => f.Item1).ToHashSet()));
    }

    private static string[] Files(string folder) => [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];

    private SegmentRecorder Recorder(string folder, string stream, OutputOptions options, double patience = 5) =>
        new(new StreamId(stream), options with { Record = folder }, 23, () => 25, _clock) { Patience = TimeSpan.FromSeconds(patience) };
}
