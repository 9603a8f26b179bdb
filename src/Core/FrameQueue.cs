using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace DiCNet;

/// <summary>The frames of all streams on their way to the model: the freshest of each live stream, every one of each recording, in fair turns.</summary>
/// <remarks>
/// Streams come and go while it runs. In one turn - what can be read without waiting - each stream gives at most one frame, so a batch that
/// leaves at the end of a turn holds no stream twice, and a fast camera takes nothing from a slow one.
/// </remarks>
public sealed class FrameQueue
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly List<Lane> _lanes = [];
    private bool _completed;
    private int _turn;
    private long _round;

    /// <summary>Makes a queue without streams.</summary>
    public FrameQueue() => Reader = new Turns(this);

    /// <summary>Gives frames in turns; one reader at a time. It ends when <see cref="Complete"/> was called and nothing is left.</summary>
    public ChannelReader<Frame> Reader { get; }

    /// <summary>Frames that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Sum(l => l.Waiting.Count);
            }
        }
    }

    /// <summary>When the oldest frame that waits was captured, as <see cref="TimeProvider.GetTimestamp"/>; null where none waits.</summary>
    public long? OldestCapturedAt
    {
        get
        {
            lock (_gate)
            {
                long? oldest = null;
                foreach (var lane in _lanes)
                {
                    if (lane.Waiting.TryPeek(out var frame) && (oldest is null || frame.CapturedAt < oldest))
                    {
                        oldest = frame.CapturedAt;
                    }
                }

                return oldest;
            }
        }
    }

    /// <summary>Adds a stream. Completing the result takes the stream out; frames that wait are still read. Any number of threads.</summary>
    /// <param name="newestOnly">True keeps the freshest frame only and counts the one before as dropped (live); false keeps all (recordings).</param>
    public ChannelWriter<Frame> Join(bool newestOnly)
    {
        var lane = new Lane(this, newestOnly);
        lock (_gate)
        {
            _lanes.Add(lane);
        }

        return lane;
    }

    /// <summary>No frame comes any more.</summary>
    /// <param name="fault">Why, when something failed.</param>
    public void Complete(Exception? fault = null)
    {
        lock (_gate)
        {
            _completed = true;
        }

        _bell.Writer.TryComplete(fault);
    }

    private bool TryTake([NotNullWhen(true)] out Frame? frame)
    {
        lock (_gate)
        {
            for (var i = 0; i < _lanes.Count; i++)
            {
                var at = (_turn + i) % _lanes.Count;
                var lane = _lanes[at];
                if (lane.Round < _round && lane.Waiting.TryDequeue(out frame))
                {
                    lane.Round = _round;
                    _turn = at + 1;
                    if (lane.Ended && lane.Waiting.Count == 0)
                    {
                        _lanes.RemoveAt(at);
                        _turn = at;
                    }

                    return true;
                }
            }
        }

        frame = null;
        return false;
    }

    private async ValueTask<bool> NextTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                _round++;
                if (_lanes.Any(l => l.Waiting.Count > 0))
                {
                    return true;
                }
            }

            if (!await _bell.Reader.WaitToReadAsync(cancellationToken))
            {
                lock (_gate)
                {
                    return _lanes.Any(l => l.Waiting.Count > 0);
                }
            }

            _bell.Reader.TryRead(out _);
        }
    }

    private sealed class Turns(FrameQueue queue) : ChannelReader<Frame>
    {
        public override bool TryRead([MaybeNullWhen(false)] out Frame item) => queue.TryTake(out item);

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => queue.NextTurnAsync(cancellationToken);
    }

    private sealed class Lane(FrameQueue queue, bool newestOnly) : ChannelWriter<Frame>
    {
        public Queue<Frame> Waiting { get; } = new();

        public long Round { get; set; } = -1;

        public bool Ended { get; private set; }

        public override bool TryWrite(Frame item)
        {
            Frame? stale = null;
            lock (queue._gate)
            {
                if (Ended || queue._completed)
                {
                    return false;
                }

                if (newestOnly)
                {
                    Waiting.TryDequeue(out stale);
                }

                Waiting.Enqueue(item);
            }

            if (stale is not null)
            {
                stale.CountDropped(DropReason.Stale);
                stale.Dispose();
            }

            queue._bell.Writer.TryWrite(true);
            return true;
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(!Ended);

        public override bool TryComplete(Exception? error = null)
        {
            lock (queue._gate)
            {
                if (Ended)
                {
                    return false;
                }

                Ended = true;
                if (Waiting.Count == 0)
                {
                    queue._lanes.Remove(this);
                }

                return true;
            }
        }
    }
}
