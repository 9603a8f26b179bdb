using System.Collections.Concurrent;
using DiCNet.App.Options;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>The streams of the running system: opened, closed and brought to a new configuration while the others go on. One change at a time.</summary>
/// <param name="streams">The streams by name; read by whoever shows them.</param>
/// <param name="detector">Told of zones, and of streams that go.</param>
/// <param name="model">The model at work: its batches say how many buffers a source needs.</param>
/// <param name="maps">As many verdicts may be under way.</param>
/// <param name="queue">Takes the frames.</param>
/// <param name="overlay">How verdicts are drawn.</param>
/// <param name="events">Takes the last messages of a stream.</param>
/// <param name="metrics">The instruments of the pipeline.</param>
/// <param name="outputMetrics">The instruments of the outputs.</param>
/// <param name="log">What happens to the streams.</param>
/// <param name="clock">Tells ages.</param>
sealed class LiveStreams(
    ConcurrentDictionary<StreamId, LiveStream> streams, Detector detector, LiveModel model, Pool<ScoreMap> maps, FrameQueue queue, Overlay overlay, EventFeed events,
    PipelineMetrics metrics, OutputMetrics outputMetrics, LiveLog log, TimeProvider clock)
{
    /// <summary>The outputs of all streams, for the renderer.</summary>
    public StreamSinks Outputs { get; } = new();

    /// <summary>The stream of that name, or null.</summary>
    public LiveStream? Find(string id) => streams.Values.FirstOrDefault(s => s.Id.Name == id);

    /// <summary>Closes the sources of all streams.</summary>
    public Task CloseSourcesAsync() => Task.WhenAll(streams.Values.Select(s => s.DisposeAsync().AsTask()));

    /// <summary>Ends the outputs of all streams and says where their frames went; the pipeline must have ended.</summary>
    public async Task EndAsync()
    {
        foreach (var stream in streams.Values)
        {
            await Outputs.RemoveAsync(stream.Id, []);
            log.Info(stream.Id.Name, Account(stream));
            if (!stream.Counts.Conserved)
            {
                log.Error(stream.Id.Name, "frames are missing from the account");
            }
        }
    }

    /// <summary>Opens, closes and changes streams until they are as wanted; those added by hand are left alone.</summary>
    /// <param name="next">The streams of a configuration.</param>
    /// <param name="newRender">Whether recordings are encoded anew.</param>
    public async Task BringToAsync(IReadOnlyList<StreamOptions> next, bool newRender)
    {
        foreach (var gone in streams.Values.Where(s => !s.AddedByHand && next.All(n => n.Id != s.Id.Name)))
        {
            await CloseAsync(gone);
        }

        foreach (var wanted in next)
        {
            if (Find(wanted.Id) is not { } stream)
            {
                await OpenAsync(wanted, addedByHand: false);
                continue;
            }

            var now = stream.Options;
            if (now.Outputs != wanted.Outputs || (newRender && wanted.Outputs.Record is not null))
            {
                var outputs = NewOutputs(wanted);
                await Outputs.PutAsync(stream.Id, outputs);
                stream.Take(wanted, outputs);
            }

            detector.SetZones(stream.Id, new ZoneMask(wanted.Zones));
            if (now.Uri != wanted.Uri || now.Source != wanted.Source)
            {
                await stream.ReopenAsync(wanted);
            }
            else
            {
                stream.Take(wanted, stream.Outputs);
            }
        }
    }

    private static string Account(LiveStream stream) =>
        $"{stream.Counts.Received} frames received, {stream.Counts.Scored} scored, {stream.Counts.Lost} lost";

    /// <summary>Opens a stream.</summary>
    public async Task<LiveStream> OpenAsync(StreamOptions options, bool addedByHand)
    {
        var id = new StreamId(options.Id);
        var outputs = NewOutputs(options);
        detector.SetZones(id, new ZoneMask(options.Zones));
        await Outputs.PutAsync(id, outputs);
        return streams[id] = new LiveStream(options, addedByHand, outputs, metrics.Of(id), NewSource, clock);
    }

    private StreamOutputs NewOutputs(StreamOptions options) => new(
        new StreamId(options.Id), options.Outputs, overlay.Options, () => Find(options.Id)?.Status.Info?.FramesPerSecond ?? 0, outputMetrics, clock);

    private LiveSource NewSource(StreamOptions options)
    {
        var id = new StreamId(options.Id);
        // One is decoded and one waits while the others are with the model and the outputs.
        var frames = maps.Size + (model.Slot.Model.LiveBatchesInFlight * model.Slot.Model.Options.Batch) + 2;
        var before = (State: (SourceState?)null, Quality: FrameQuality.Good);
        return new LiveSource(id, options.Uri, options.Source, frames, queue, metrics, clock)
        {
            OnChange = status =>
            {
                if (before.State != status.State)
                {
                    log.Info(id.Name, $"{status.State.ToString().ToLowerInvariant()}{(status.Reason is null ? "" : $": {status.Reason}")}");
                }

                if (before.Quality != status.Quality)
                {
                    log.Warn(id.Name, status.Quality == FrameQuality.Good ? "the picture is good again" : $"the picture is {status.Quality.ToString().ToLowerInvariant()}");
                }

                before = (status.State, status.Quality);
            },
        };
    }

    /// <summary>Takes a stream out; returns when its last frame is home and its outputs have ended.</summary>
    public async Task CloseAsync(LiveStream stream)
    {
        await stream.DisposeAsync();
        var last = detector.Forget(stream.Id);
        events.Add(last);
        await Outputs.RemoveAsync(stream.Id, last);
        streams.TryRemove(stream.Id, out _);
        metrics.Of(stream.Id).Leave();
        log.Info(stream.Id.Name, $"removed; {Account(stream)}");
    }
}
