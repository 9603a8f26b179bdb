using System.Text.Json;
using Prometheus;

namespace DiCNet;

/// <summary>The instruments of one stream. The frame counters are the truth: manifest and metrics both read them.</summary>
/// <remarks>Any number of threads.</remarks>
public sealed class StreamMetrics
{
    private readonly Counter.Child _received;
    private readonly Counter.Child _scored;
    private readonly Counter.Child[] _dropped;
    private readonly Counter.Child[] _failed;
    private readonly Counter.Child _repairedPts;
    private readonly Counter.Child _events;
    private readonly Histogram.Child _peak;
    private readonly Histogram.Child _area;
    private readonly Histogram.Child _age;
    private readonly PipelineMetrics _all;
    private string? _state;

    internal StreamMetrics(PipelineMetrics all, StreamId stream)
    {
        Stream = stream;
        _all = all;
        _received = all.Received.WithLabels(stream.Name);
        _scored = all.Scored.WithLabels(stream.Name);
        _dropped = [.. Enum.GetValues<DropReason>().Select(r => all.Dropped.WithLabels(stream.Name, Stage(r), Label(r)))];
        _failed = [.. Enum.GetValues<FailReason>().Select(r => all.Failed.WithLabels(stream.Name, Label(r)))];
        _repairedPts = all.RepairedPts.WithLabels(stream.Name);
        _events = all.Events.WithLabels(stream.Name);
        _peak = all.Peak.WithLabels(stream.Name);
        _area = all.Area.WithLabels(stream.Name);
        _age = all.Age.WithLabels(stream.Name);
    }

    /// <summary>The stream they measure.</summary>
    public StreamId Stream { get; }

    /// <summary>Frames scored so far.</summary>
    public long Scored => (long)_scored.Value;

    /// <summary>Events started so far.</summary>
    public long Events => (long)_events.Value;

    /// <summary>Frames dropped or failed so far.</summary>
    public long Lost => Sum(_dropped) + Sum(_failed);

    /// <summary>PTS that ran backwards or stood still and were replaced.</summary>
    public long RepairedPts => (long)_repairedPts.Value;

    /// <summary>The source gave a frame.</summary>
    public void CountReceived() => _received.Inc();

    /// <summary>A frame was left out on purpose.</summary>
    public void CountDropped(DropReason reason) => _dropped[(int)reason].Inc();

    /// <summary>A frame could not be scored.</summary>
    public void CountFailed(FailReason reason) => _failed[(int)reason].Inc();

    /// <summary>A PTS ran backwards or stood still and was replaced.</summary>
    public void CountRepairedPts() => _repairedPts.Inc();

    /// <summary>A frame was scored.</summary>
    /// <param name="summary">Its calibrated scores.</param>
    /// <param name="age">From decoding to the verdict.</param>
    /// <param name="started">Events that it started.</param>
    public void CountScored(ScoreSummary summary, TimeSpan age, int started)
    {
        _scored.Inc();
        _peak.Observe(summary.Peak);
        _area.Observe(summary.AlarmedArea);
        _age.Observe(age.TotalSeconds);
        _events.Inc(started);
    }

    /// <summary>The live source is in another state; the series of the state before goes.</summary>
    /// <param name="state">A word, lower case.</param>
    public void SetState(string state)
    {
        if (_state is not null && _state != state)
        {
            _all.SourceState.RemoveLabelled(Stream.Name, _state);
        }

        _state = state;
        _all.SourceState.WithLabels(Stream.Name, state).Set(1);
    }

    /// <summary>What the pictures of a live source are like: 1 for the state it is in, 0 for the others.</summary>
    public void SetQuality(FrameQuality quality)
    {
        foreach (var each in Enum.GetValues<FrameQuality>())
        {
            _all.SourceQuality.WithLabels(Stream.Name, Label(each)).Set(each == quality ? 1 : 0);
        }
    }

    /// <summary>The live stream was removed: its states go, its counts stay.</summary>
    public void Leave()
    {
        if (_state is not null)
        {
            _all.SourceState.RemoveLabelled(Stream.Name, _state);
            _state = null;
        }

        foreach (var each in Enum.GetValues<FrameQuality>())
        {
            _all.SourceQuality.RemoveLabelled(Stream.Name, Label(each));
        }

        _all.LastFrame.RemoveLabelled(Stream.Name);
        _all.ClockDrift.RemoveLabelled(Stream.Name);
    }

    /// <summary>A live source was opened again.</summary>
    public void CountReconnect() => _all.Reconnects.WithLabels(Stream.Name).Inc();

    /// <summary>A live source gave a frame.</summary>
    /// <param name="at">Wall clock.</param>
    /// <param name="drift">How far the media clock is ahead of the wall clock since the connection began.</param>
    public void SetLastFrame(DateTimeOffset at, TimeSpan drift)
    {
        _all.LastFrame.WithLabels(Stream.Name).Set(at.ToUnixTimeMilliseconds() / 1000.0);
        _all.ClockDrift.WithLabels(Stream.Name).Set(drift.TotalSeconds);
    }

    /// <summary>Where the frames went so far.</summary>
    public FrameCounts Counts() => new((long)_received.Value, (long)_scored.Value, NonZero<DropReason>(_dropped), NonZero<FailReason>(_failed));

    private static Dictionary<TReason, long> NonZero<TReason>(Counter.Child[] counters)
        where TReason : struct, Enum =>
        Enum.GetValues<TReason>().Zip(counters).Where(p => p.Second.Value > 0).ToDictionary(p => p.First, p => (long)p.Second.Value);

    private static long Sum(Counter.Child[] counters)
    {
        var sum = 0L;
        foreach (var counter in counters)
        {
            sum += (long)counter.Value;
        }

        return sum;
    }

    private static string Label<TReason>(TReason reason)
        where TReason : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    private static string Stage(DropReason reason) => reason switch
    {
        DropReason.Source or DropReason.NoBuffer => "source",
        DropReason.Stale => "queue",
        _ => "pipeline",
    };
}
