using System.Text;
using System.Text.Json;
using DiCNet.Render;
using FsCheck;
using FsCheck.Fluent;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Render;

public sealed class EventFileTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Verdicts _verdicts = new();
    private readonly SinkMetrics _metrics = new(new OutputMetrics(Metrics.NewCustomRegistry()), new StreamId("road"), "events");

    public void Dispose()
    {
        _verdicts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Messages_are_appended_and_a_torn_line_is_cut_off()
    {
        var path = _folder.File("events.jsonl");
        var first = Encoding.UTF8.GetString(EventJson.Write(_verdicts.Event(1)));
        File.WriteAllText(path, first + "\n" + first[..40]);
        await using (var output = Make(path))
        {
            output.Write([_verdicts.Event(2), _verdicts.Event(3)]);
        }

        Assert.Equal(["road-00001", "road-00002", "road-00003"], Ids(path));
        Assert.Equal(2, _metrics.Written);
    }

    [Fact]
    public async Task A_file_of_something_else_is_left_as_it_is()
    {
        var path = _folder.File("notes");
        File.WriteAllText(path, "not a log");
        await using var output = Make(path);
        output.Write([_verdicts.Event(1)]);
        await Until(() => _metrics.Lost == 1);
        Assert.Contains("does not end on a line of JSON", output.Status.Fault);
        Assert.Equal("not a log", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_log_rotation_the_file_is_opened_anew(bool renamed)
    {
        var path = _folder.File("events.jsonl");
        await using var output = Make(path);
        output.Write([_verdicts.Event(1)]);
        await Until(() => _metrics.Written == 1);
        if (renamed)
        {
            File.Move(path, path + ".1");
            File.WriteAllText(path, "");
        }
        else
        {
            File.Delete(path);
        }

        output.Write([_verdicts.Event(2)]);
        await Until(() => _metrics.Written == 2);
        Assert.Equal(["road-00002"], Ids(path));
        Assert.True(!renamed || Ids(path + ".1").SequenceEqual(["road-00001"]));
    }

    [Fact]
    public async Task A_file_that_is_emptied_by_another_program_grows_again_from_its_beginning()
    {
        var path = _folder.File("events.jsonl");
        await using var output = Make(path);
        output.Write([_verdicts.Event(1)]);
        await Until(() => _metrics.Written == 1);
        File.WriteAllText(path, "");
        output.Write([_verdicts.Event(2)]);
        await Until(() => _metrics.Written == 2);
        Assert.Equal(["road-00002"], Ids(path));
    }

    [Fact]
    public async Task A_missing_folder_is_a_fault_until_it_is_there()
    {
        var path = _folder.File("later/events.jsonl");
        await using var output = Make(path);
        await Until(() => output.Status.Fault is not null);
        output.Write([_verdicts.Event(1)]);
        await Until(() => output.Status.Dropped == 1);
        Directory.CreateDirectory(_folder.File("later"));
        output.Write([_verdicts.Event(2)]);
        await Until(() => output.Status.Written == 1);
        Assert.Null(output.Status.Fault);
        Assert.Equal(["road-00002"], Ids(path));
    }

    [Fact]
    public async Task On_a_full_disk_whole_lines_are_kept_and_the_rest_is_counted()
    {
        using var disk = new TinyDisk(16);
        var path = disk.File("events.jsonl");
        await using (var output = Make(path))
        {
            output.Write([.. Enumerable.Range(1, 100).Select(i => _verdicts.Event(i))]);
            await Until(() => output.Status.Fault is not null);
            Assert.Contains("No space left on device", output.Status.Fault);
        }

        Assert.Equal(100, _metrics.Written + _metrics.Lost);
        Assert.Equal(_metrics.Written, Ids(path).Length);
        Assert.Equal((byte)'\n', File.ReadAllBytes(path)[^1]);
    }

    [Fact]
    public void A_message_comes_back_as_it_was()
    {
        var text = Gen.Elements("gate", "Zufahrt Süd", "\"quoted\"\n", "車線", "").OrNull();
        var moment = Gen.Choose(0, int.MaxValue).Select(m => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(m * 1000L + (m % 1000)));
        Check.QuickThrowOnFailure(Prop.ForAll(
            text.Zip(Gen.OneOf(moment, Gen.Constant((DateTimeOffset?)null))).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
            (parts, span) =>
            {
                var message = _verdicts.Event(1, from: 0, to: 0) with
                {
                    From = TimeSpan.FromMilliseconds(span.Item1),
                    To = TimeSpan.FromMilliseconds((long)span.Item1 + span.Item2),
                    Zone = parts.Item1,
                    Time = parts.Item2,
                };
                return EventJson.Read(EventJson.Write(message)) == message;
            }));
    }

    [Fact]
    public void Zone_and_time_end_the_line_and_are_absent_where_there_is_none()
    {
        var message = _verdicts.Event(1);
        var plain = Encoding.UTF8.GetString(EventJson.Write(message));
        Assert.EndsWith("\"threshold\":\"card\"}", plain);
        Assert.Equal(
            plain[..^1] + ",\"zone\":\"gate\",\"time\":\"2026-03-01T10:30:00.250Z\"}",
            Encoding.UTF8.GetString(EventJson.Write(message with { Zone = "gate", Time = new DateTimeOffset(2026, 3, 1, 12, 30, 0, 250, TimeSpan.FromHours(2)) })));
    }

    [Theory]
    [InlineData("\"from\":0.000", "\"from\":79228162514264337593543950335")]
    [InlineData("\"stream\":\"road\"", "\"stream\":\"../road\"")]
    [InlineData("\"card\"}", "\"card\",\"time\":\"noon\"}")]
    public void A_message_with_an_impossible_value_is_refused(string good, string bad)
    {
        var line = Encoding.UTF8.GetString(EventJson.Write(_verdicts.Event(1)));
        Assert.Contains(good, line);
        Assert.Throws<JsonException>(() => EventJson.Read(Encoding.UTF8.GetBytes(line.Replace(good, bad))));
    }

    private EventFileOutput Make(string path) => new(path, _metrics, TimeProvider.System) { Pause = TimeSpan.FromMilliseconds(10) };

    private static string[] Ids(string path) => [.. File.ReadAllLines(path).Select(l => EventJson.Read(Encoding.UTF8.GetBytes(l)).Id)];

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
