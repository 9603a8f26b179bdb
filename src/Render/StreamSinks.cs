using System.Collections.Concurrent;

namespace DiCNet.Render;

/// <summary>Brings each verdict to the outputs of its stream; streams come and go while it runs.</summary>
public sealed class StreamSinks : IVerdictSink
{
    private readonly ConcurrentDictionary<StreamId, StreamOutputs> _streams = [];

    /// <summary>Adds the outputs of a stream, or puts them in the place of others, which are ended. Takes ownership. Any number of threads.</summary>
    public async Task PutAsync(StreamId stream, StreamOutputs outputs)
    {
        _streams.TryGetValue(stream, out var before);
        _streams[stream] = outputs;
        if (before is not null)
        {
            await before.DisposeAsync();
        }
    }

    /// <summary>Ends the outputs of a stream. Any number of threads.</summary>
    /// <param name="stream">Without outputs nothing happens.</param>
    /// <param name="last">Messages of events that ended with the stream.</param>
    public async Task RemoveAsync(StreamId stream, IReadOnlyList<AnomalyEvent> last)
    {
        if (_streams.TryRemove(stream, out var outputs))
        {
            outputs.WriteMessages(last);
            await outputs.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        if (_streams.TryGetValue(verdict.Frame.Stream, out var outputs))
        {
            outputs.Write(verdict, overlay);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
    {
        foreach (var messages in last.GroupBy(e => e.Stream))
        {
            if (_streams.TryGetValue(messages.Key, out var outputs))
            {
                outputs.WriteMessages([.. messages]);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_streams.Keys.Select(s => RemoveAsync(s, [])));
}
