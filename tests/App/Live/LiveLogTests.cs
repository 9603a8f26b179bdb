using System.Text.Json;
using DiCNet.App.Live;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DiCNet.Tests.App.Live;

public sealed class LiveLogTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task A_line_has_time_level_stream_and_message()
    {
        await using (var log = Make())
        {
            log.Info(null, "3 streams");
            log.Warn("front", "no frame for 5 s");
            log.Error("rear", "ffmpeg:\n\tno such\u001b[31m file");
        }

        Assert.Equal(
            ["2026-03-01T12:00:00.000Z info  3 streams", "2026-03-01T12:00:00.000Z warn  front: no frame for 5 s", "2026-03-01T12:00:00.000Z error rear: ffmpeg: no such [31m file"], Lines());
    }

    [Fact]
    public async Task Lines_that_repeat_are_counted_and_the_last_of_a_second_is_written()
    {
        await using (var log = Make())
        {
            for (var i = 1; i <= 10; i++)
            {
                log.Warn("front", $"opened again, attempt {i}");
            }

            log.Warn("rear", "opened again, attempt 1");
            _clock.Advance(TimeSpan.FromSeconds(1));
            log.Warn("front", "opened again, attempt 11");
            _clock.Advance(TimeSpan.FromSeconds(1));
            _clock.Advance(TimeSpan.FromSeconds(1));
            log.Warn("front", "opened again, attempt 12");
        }

        Assert.Equal(
            ["front: opened again, attempt 1", "rear: opened again, attempt 1", "front: opened again, attempt 10 (8 more)", "front: opened again, attempt 11", "front: opened again, attempt 12"],
            Lines().Select(l => l[31..]));
    }

    [Fact]
    public async Task What_was_counted_is_written_at_the_end()
    {
        await using (var log = Make())
        {
            log.Info("front", "hello");
            log.Info("front", "hello");
        }

        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public async Task Json_lines_say_the_same()
    {
        await using (var log = Make(json: true))
        {
            log.Warn("front", "says \"é\"");
            log.Info(null, "up");
        }

        var first = JsonDocument.Parse(Lines()[0]).RootElement;
        Assert.Equal("2026-03-01T12:00:00.000Z", first.GetProperty("time").GetString());
        Assert.Equal("warn", first.GetProperty("level").GetString());
        Assert.Equal("front", first.GetProperty("stream").GetString());
        Assert.Equal("says \"é\"", first.GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(Lines()[1]).RootElement.GetProperty("stream").ValueKind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_secret_gets_into_it(bool json)
    {
        Redactor.Learn("quo\"te&canary");
        await using (var log = Make(json))
        {
            log.Error("front", "cannot open rtsp://admin:canary@10.0.0.1/1: 401");
            log.Info(null, "token quo\"te&canary");
        }

        Assert.DoesNotContain("canary", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_writes_does_not_wait_for_a_reader_that_does_not_read()
    {
        using var stuck = new StuckWriter();
        await using (var log = new LiveLog(stuck, json: false, _clock))
        {
            for (var i = 0; i < 5000; i++)
            {
                log.Info($"stream-{i}", "a line");
            }
        }

        Assert.True(stuck.Asked);
    }

    private LiveLog Make(bool json = false) => new(_output, json, _clock);

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class StuckWriter : StringWriter
    {
        public bool Asked { get; private set; }

        public override Task WriteLineAsync(string? value)
        {
            Asked = true;
            return new TaskCompletionSource().Task;
        }
    }
}
