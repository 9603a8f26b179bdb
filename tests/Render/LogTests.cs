using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests.Render;

public class LogTests
{
    [Fact]
    public async Task Events_are_written_as_they_come_and_read_back_the_same()
    {
        using var folder = new Folder();
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        var started = verdicts.Event(1, EventPhase.Started, 1.25f, 0.5, 1.5);
        var ended = verdicts.Event(1, EventPhase.Ended, 1.75f, 0.5, 3.217);
        await using var log = new EventLogSink(folder.File("events.jsonl"));
        using (var verdict = verdicts.Next(1.5, 1.25f, [started], [started]))
        {
            await log.WriteAsync(verdict, overlay);
        }

        Assert.Single(File.ReadAllLines(folder.File("events.jsonl")));
        await log.FinishAsync([ended]);
        var bytes = File.ReadAllBytes(folder.File("events.jsonl"));
        Assert.Equal([started, ended], Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n').Select(l => EventJson.Read(Encoding.UTF8.GetBytes(l))));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), log.Sha256);
    }

    [Fact]
    public void A_message_has_the_layout_of_schema_1()
    {
        using var verdicts = new Verdicts();
        var line = Encoding.UTF8.GetString(EventJson.Write(verdicts.Event(7, EventPhase.Updated, 1.5f, 2, 12.3456) with { Model = "m" }));
        Assert.Equal(
            """{"schema":1,"id":"road-00007","revision":2,"phase":"updated","stream":"road","from":2.000,"to":12.346,"""
            + """ "box":{"x":8,"y":8,"width":16,"height":16},"peak":1.5,"peakAt":12.346,"area":0.0625,"framesLost":3,"model":"m","threshold":"card"}""".TrimStart(),
            line);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"schema":2}""")]
    [InlineData("null")]
    [InlineData("[")]
    public void What_is_no_message_is_refused(string line) => Assert.Throws<JsonException>(() => EventJson.Read(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public async Task Scores_are_one_line_per_frame()
    {
        using var folder = new Folder();
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        await using var log = new ScoreLogSink(folder.File("scores.csv"));
        foreach (var score in (float[])[0.25f, 1.5f])
        {
            using var verdict = verdicts.Next(score, score);
            await log.WriteAsync(verdict, overlay);
        }

        await log.FinishAsync([]);
        Assert.Equal(
            "frame,media_time_s,peak,mean,alarmed_area\n0,0.250000,0.2500,0.2500,0.000000\n1,1.500000,1.5000,1.5000,1.000000\n",
            File.ReadAllText(folder.File("scores.csv")));
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_written_whole()
    {
        using var folder = new Folder();
        using (var file = new LineFile(folder.File("lines")))
        {
            file.Append("short"u8);
            file.Append(Encoding.UTF8.GetBytes(new string('x', 10_000)));
            file.Append("short"u8);
            file.Flush();
        }

        Assert.Equal([5, 10_000, 5], File.ReadAllLines(folder.File("lines")).Select(l => l.Length));
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_the_users_to_fix() =>
        Assert.Contains("nowhere", Assert.Throws<UserError>(() => new LineFile("/nowhere/at/all")).Message);

    [Fact]
    public void On_a_full_disk_a_log_ends_on_a_whole_line()
    {
        using var disk = new TinyDisk(64);
        var path = disk.File("lines");
        var line = Encoding.UTF8.GetBytes(new string('x', 1000));
        string digest;
        using (var file = new LineFile(path))
        {
            var error = Assert.Throws<UserError>(() =>
            {
                for (var i = 0; i < 100; i++)
                {
                    file.Append(line);
                }
            });
            Assert.Contains(path, error.Message);
            Assert.Contains("No space left on device", error.Message);
            Assert.Throws<UserError>(file.Flush);
            digest = file.Sha256;
        }

        var bytes = File.ReadAllBytes(path);
        Assert.True(bytes.Length > 50_000);
        Assert.Equal(0, bytes.Length % 1001);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest);
    }
}
