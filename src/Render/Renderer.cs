using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Render;

/// <summary>The last stage: lends each verdict to every sink in order, then disposes it.</summary>
/// <param name="sinks">Finished here, disposed by their owner. Lent for the life of the renderer.</param>
/// <param name="overlay">Lent for the life of the renderer.</param>
/// <param name="lastEvents">Messages of events that end with their stream; asked once, when no verdict can come any more.</param>
/// <param name="renderSeconds">Takes the time that all sinks spend on a verdict.</param>
public sealed class Renderer(
    IReadOnlyList<IVerdictSink> sinks, Overlay overlay, Func<IReadOnlyList<AnomalyEvent>> lastEvents, Histogram.Child renderSeconds)
{
    /// <summary>Renders until no verdict comes any more, then finishes every sink, once, also after a fault.</summary>
    /// <param name="verdicts">Each verdict read is owned and disposed here; what is left after a fault is not read.</param>
    /// <exception cref="Exception">The first fault: of a stage before, of a sink that writes, or else of the first sink that could not finish.</exception>
    public async Task RunAsync(ChannelReader<Verdict> verdicts)
    {
        ExceptionDispatchInfo? fault = null;
        IReadOnlyList<AnomalyEvent> last = [];
        try
        {
            while (await verdicts.WaitToReadAsync())
            {
                while (verdicts.TryRead(out var verdict))
                {
                    using (verdict)
                    {
                        await RenderAsync(verdict);
                    }
                }
            }

            // Not after a fault: the stage that knows the events may still be at work on them.
            last = lastEvents();
        }
        catch (Exception e)
        {
            fault = ExceptionDispatchInfo.Capture(e);
        }

        foreach (var sink in sinks)
        {
            try
            {
                await sink.FinishAsync(last);
            }
            catch (Exception e)
            {
                fault ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        fault?.Throw();
    }

    private async ValueTask RenderAsync(Verdict verdict)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < sinks.Count; i++)
        {
            await sinks[i].WriteAsync(verdict, overlay);
        }

        renderSeconds.Observe(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
