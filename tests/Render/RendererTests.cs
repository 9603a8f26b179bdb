using System.Threading.Channels;
using DiCNet.Render;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Render;

public class RendererTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task Every_sink_sees_every_verdict_in_order_and_is_finished_once_with_the_last_events()
    {
        using var verdicts = new Verdicts();
        var last = verdicts.Event(1, EventPhase.Ended);
        await RunAsync(verdicts, [new Spy("a", _calls), new Spy("b", _calls)], frames: 2, last: [last]);
        Assert.Equal(["a0", "b0", "a1", "b1", "a finished 1", "b finished 1"], _calls);
        Assert.Equal(0, verdicts.Lent);
    }

    [Fact]
    public async Task A_sink_that_fails_ends_the_run_and_all_sinks_are_finished()
    {
        using var verdicts = new Verdicts();
        var error = await Assert.ThrowsAsync<UserError>(() =>
            RunAsync(verdicts, [new Spy("a", _calls), new Spy("b", _calls) { FailsAt = 1 }, new Spy("c", _calls)], frames: 2));
        Assert.Contains("b broke", error.Message);
        Assert.Equal(["a0", "b0", "c0", "a1", "a finished 0", "b finished 0", "c finished 0"], _calls);
        Assert.Equal(0, verdicts.Lent);
    }

    [Fact]
    public async Task A_fault_of_an_earlier_stage_finishes_all_sinks_and_is_thrown()
    {
        using var verdicts = new Verdicts();
        var fault = new InvalidOperationException("the model burst");
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunAsync(verdicts, [new Spy("a", _calls) { FailsToFinish = true }, new Spy("b", _calls)], frames: 1, fault));
        Assert.Same(fault, thrown);
        Assert.Equal(["a0", "b0", "a finished 0", "b finished 0"], _calls);
        Assert.Equal(0, verdicts.Lent);
    }

    [Fact]
    public async Task Without_an_earlier_fault_the_first_sink_that_cannot_finish_is_told_of()
    {
        using var verdicts = new Verdicts();
        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(
            verdicts, [new Spy("a", _calls), new Spy("b", _calls) { FailsToFinish = true }, new Spy("c", _calls) { FailsToFinish = true }], frames: 1));
        Assert.Contains("b cannot finish", error.Message);
        Assert.Equal("c finished 0", _calls[^1]);
        Assert.Equal(0, verdicts.Lent);
    }

    private static async Task RunAsync(
        Verdicts verdicts, IReadOnlyList<IVerdictSink> sinks, int frames, Exception? fault = null, IReadOnlyList<AnomalyEvent>? last = null)
    {
        using var overlay = new Overlay(new RenderOptions());
        var channel = Channel.CreateBounded<Verdict>(4);
        for (var i = 0; i < frames; i++)
        {
            channel.Writer.HandOver(verdicts.Next(i));
        }

        channel.Writer.Complete(fault);
        var seconds = new PipelineMetrics(Metrics.NewCustomRegistry()).StageSeconds("render");
        try
        {
            await new Renderer(sinks, overlay, () => last ?? [], seconds).RunAsync(channel.Reader);
        }
        finally
        {
            channel.Reader.Drain();
        }
    }

    private sealed class Spy(string name, List<string> calls) : IVerdictSink
    {
        public long FailsAt { get; init; } = -1;

        public bool FailsToFinish { get; init; }

        public async ValueTask WriteAsync(Verdict verdict, Overlay overlay)
        {
            await Task.Yield();
            if (verdict.Frame.Sequence == FailsAt)
            {
                throw new UserError($"{name} broke", "", "mend it");
            }

            calls.Add($"{name}{verdict.Frame.Sequence}");
        }

        public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
        {
            calls.Add($"{name} finished {last.Count}");
            return FailsToFinish ? throw new UserError($"{name} cannot finish", "", "mend it") : ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
