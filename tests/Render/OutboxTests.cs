using DiCNet.Render;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Render;

public sealed class OutboxTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Verdicts _verdicts = new();
    private readonly SinkMetrics _metrics = new(new OutputMetrics(Metrics.NewCustomRegistry()), new StreamId("road"), "webhook");

    public void Dispose()
    {
        _verdicts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Messages_of_an_earlier_run_come_first_and_keep_their_keys()
    {
        var before = Make();
        before.Add(_verdicts.Event(1));
        before.Add(_verdicts.Event(2));
        var key = before.Oldest()!.Key;
        var after = Make();
        after.Open();
        after.Add(_verdicts.Event(1));
        Assert.Equal(key, after.Oldest()!.Key);
        var all = Drain(after);
        Assert.Equal(["road-00001", "road-00002", "road-00001"], all.Select(l => l.Message.Id));
        Assert.Equal(3, all.Select(l => l.Key).Distinct().Count());
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_oldest_make_room_and_are_counted()
    {
        var outbox = Make(3);
        for (var i = 1; i <= 5; i++)
        {
            outbox.Add(_verdicts.Event(i));
        }

        Assert.Equal(2, _metrics.Lost);
        var smaller = Make(1);
        smaller.Open();
        Assert.Equal(4, _metrics.Lost);
        Assert.Equal(["road-00005"], Drain(smaller).Select(l => l.Message.Id));
    }

    [Fact]
    public void One_that_made_room_while_it_was_sent_is_not_taken_out_twice()
    {
        var outbox = Make(1);
        outbox.Add(_verdicts.Event(1));
        var sent = outbox.Oldest()!;
        outbox.Add(_verdicts.Event(2));
        Assert.False(outbox.Remove(sent));
        Assert.Equal("road-00002", outbox.Oldest()!.Message.Id);
    }

    [Fact]
    public void Damaged_files_are_moved_aside_and_those_of_others_are_left()
    {
        var other = new Verdicts(stream: "road-2");
        var box = Make();
        box.Add(_verdicts.Event(1));
        box.Add(_verdicts.Event(2));
        var files = Directory.GetFiles(_folder.Path).Order().ToArray();
        File.WriteAllText(files[0], "{\"schema\":1,");
        File.WriteAllText(_folder.File("notes.txt"), "mine");
        File.WriteAllText(_folder.File("road@x.json"), "mine");
        File.WriteAllText(_folder.File("road@000000000000000009-0123456789ab.json.tmp"), "{\"sch");
        File.WriteAllBytes(_folder.File("road@000000000000000010-0123456789ab.json"), EventJson.Write(other.Event(1)));
        File.WriteAllBytes(_folder.File("road@000000000000000011-0123456789ab.json"), EventJson.Write(_verdicts.Event(1) with { Id = "a\r\nb" }));
        new Outbox(other.Stream, _folder.Path, 10, _metrics).Add(other.Event(7));
        var outbox = Make();
        outbox.Open();
        Assert.Equal(["road-00002"], Drain(outbox).Select(l => l.Message.Id));
        Assert.Equal(3, _metrics.Lost);
        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.damaged").Length);
        Assert.Equal(6, Directory.GetFiles(_folder.Path).Length);
        other.Dispose();
    }

    [Fact]
    public void A_full_disk_refuses_a_message_and_leaves_no_piece_of_it()
    {
        using var disk = new TinyDisk(64);
        var outbox = new Outbox(_verdicts.Stream, disk.File("box"), 1000, _metrics);
        var kept = 0;
        Assert.Throws<IOException>(() =>
        {
            for (; kept < 1000; kept++)
            {
                outbox.Add(_verdicts.Event(kept + 1));
            }
        });
        Assert.InRange(kept, 1, 100);
        Assert.Empty(Directory.GetFiles(disk.File("box"), "*.tmp"));
        Assert.True(outbox.Remove(outbox.Oldest()!));
        outbox.Add(_verdicts.Event(kept + 1));
        Assert.Equal(Enumerable.Range(2, kept).Select(i => $"road-{i:D5}"), Drain(outbox).Select(l => l.Message.Id));
    }

    private Outbox Make(int most = 100) => new(_verdicts.Stream, _folder.Path, most, _metrics);

    private static List<Outbox.Letter> Drain(Outbox outbox)
    {
        var all = new List<Outbox.Letter>();
        while (outbox.Oldest() is { } letter)
        {
            all.Add(letter);
            Assert.True(outbox.Remove(letter));
        }

        return all;
    }
}
