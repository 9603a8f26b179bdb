using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ThreadTunerTests
{
    [Theory]
    [InlineData(0, 0, 1, "1x1")]
    [InlineData(0, 0, 2, "1x2 2x1")]
    [InlineData(0, 0, 6, "1x6 2x3 4x1 6x1")]
    [InlineData(0, 0, 8, "1x8 2x4 4x2 8x1")]
    [InlineData(0, 2, 8, "4x2")]
    [InlineData(0, 16, 8, "1x16")]
    [InlineData(3, 0, 8, "3x2")]
    [InlineData(16, 0, 8, "16x1")]
    [InlineData(3, 4, 8, "3x4")]
    public void Open_numbers_share_the_processors_out(int concurrency, int threads, int processors, string expected) =>
        Assert.Equal(expected, Text(ThreadTuner.Divisions(new InferenceOptions { Concurrency = concurrency, Threads = threads }, processors)));

    [Fact]
    public void A_GPU_gets_one_run_at_a_time_unless_more_are_asked_for()
    {
        Assert.Equal("1x8", Text(ThreadTuner.Divisions(new InferenceOptions { Provider = Provider.Cuda }, 8)));
        Assert.Equal("2x4", Text(ThreadTuner.Divisions(new InferenceOptions { Provider = Provider.Cuda, Concurrency = 2 }, 8)));
    }

    [Fact]
    public void The_tuner_loads_one_of_the_ways_and_the_model_scores()
    {
        using var model = ThreadTuner.Load(ModelBundle.Open(ShippedBundle.Folder, new InferenceOptions()), new InferenceOptions());
        Assert.Contains(model.Options, ThreadTuner.Divisions(new InferenceOptions(), Environment.ProcessorCount));
        using var loop = new SessionLoop(model);
        Assert.True(loop.Run(1) > 0);
    }

    private static string Text(IEnumerable<InferenceOptions> options) => string.Join(' ', options.Select(o => $"{o.Concurrency}x{o.Threads}"));
}
