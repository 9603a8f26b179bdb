using System.Net;
using System.Net.Sockets;
using DiCNet.Ingest;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Ingest;

/// <summary>One live source that runs, and somebody who takes its frames. Disposing it checks that nothing is lost and nothing left over.</summary>
sealed class LiveRun : IAsyncDisposable
{
    /// <summary>Short limits, so that tests are short.</summary>
    public static readonly LiveSourceOptions Hasty = new()
    {
        StallSeconds = 1, OpenSeconds = 10, ReconnectFirstSeconds = 0.1, ReconnectMostSeconds = 0.5, FrozenSeconds = 0.5,
    };

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static int s_runs;

    private readonly FrameQueue _queue = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Seen> _seen = [];
    private readonly List<SourceStatus> _changes = [];
    private readonly List<Frame> _kept = [];
    private readonly Task _running;
    private readonly Task _taking;
    private readonly string _thread;

    /// <summary>Starts it.</summary>
    /// <param name="location">What is read.</param>
    /// <param name="options">Short limits by default.</param>
    /// <param name="frames">Buffers.</param>
    /// <param name="keep">Whether frames are kept instead of given back, until the end.</param>
    public LiveRun(string location, LiveSourceOptions? options = null, int frames = 4, bool keep = false)
    {
        var stream = new StreamId($"t{Interlocked.Increment(ref s_runs)}");
        _thread = $"source {stream}";
        var metrics = new PipelineMetrics(Prometheus.Metrics.NewCustomRegistry());
        Metrics = metrics.Of(stream);
        Source = new LiveSource(stream, location, options ?? Hasty, frames, _queue, metrics, TimeProvider.System) { OnChange = Note };
        _running = Source.RunAsync(_stop.Token);
        _taking = Task.Run(() => TakeAsync(keep));
    }

    public LiveSource Source { get; }

    public StreamMetrics Metrics { get; }

    public Task Running => _running;

    /// <summary>Threads that read for it now, those that hang included.</summary>
    public int Readers => Children.Threads(_thread);

    public SourceStatus Status => Source.Status;

    public List<Seen> Frames => Locked(_seen);

    public List<SourceStatus> Changes => Locked(_changes);

    /// <summary>The states it went through; a state that only got another reason counts once.</summary>
    public List<SourceState> States
    {
        get
        {
            var states = new List<SourceState>();
            foreach (var change in Changes.Where(c => states.Count == 0 || states[^1] != c.State))
            {
                states.Add(change.State);
            }

            return states;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task UntilAsync(Func<bool> reached, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < s_patience, $"not seen in time: {what}; {Status}; {Metrics.Counts()}");
            await Task.Delay(10);
        }
    }

    public Task UntilFramesAsync(int count) => UntilAsync(() => Frames.Count >= count, $"{count} frames");

    public Task UntilAsync(SourceState state) => UntilAsync(() => Status.State == state, $"{state}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        lock (_kept)
        {
            _kept.ForEach(f => f.Dispose());
            _kept.Clear();
        }

        _queue.Complete();
        await _taking;
        await _running.WaitAsync(s_patience);
        _stop.Dispose();
        Assert.True(Metrics.Counts().Conserved, $"{Metrics.Counts()}");
        await UntilAsync(() => Readers == 0, "no thread left");
        Assert.All(Frames.Zip(Frames.Skip(1)), p => Assert.True(p.First.Media < p.Second.Media && p.First.Sequence < p.Second.Sequence, $"{p}"));
    }

    private static List<T> Locked<T>(List<T> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }

    private void Note(SourceStatus status)
    {
        lock (_changes)
        {
            _changes.Add(status);
        }
    }

    private async Task TakeAsync(bool keep)
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var frame))
            {
                lock (_seen)
                {
                    _seen.Add(new Seen(frame.Sequence, frame.Epoch, frame.MediaTime, frame.Pixels.Width, frame.Pixels.Height, frame.Quality));
                }

                lock (_kept)
                {
                    if (keep && !_stop.IsCancellationRequested)
                    {
                        _kept.Add(frame);
                        continue;
                    }
                }

                frame.Dispose();
            }
        }
    }

    /// <summary>A frame as it came out.</summary>
    internal sealed record Seen(long Sequence, int Epoch, TimeSpan Media, int Width, int Height, FrameQuality Quality);
}
