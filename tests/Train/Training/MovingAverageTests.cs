using DiCNet.Tests.Bindings;
using DiCNet.Train.Training;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train.Training;

[Collection(TorchSharpFixture.Name)]
public sealed class MovingAverageTests
{
    [Fact]
    public void Weights_and_norm_statistics_are_averaged_and_counters_copied()
    {
        using var scope = NewDisposeScope();
        using var live = nn.BatchNorm2d(1);
        using var kept = nn.BatchNorm2d(1);
        using (no_grad())
        {
            live.weight!.fill_(3);
            live.running_mean!.fill_(10);
            live.num_batches_tracked!.fill_(7);
        }

        new MovingAverage(kept, live, 0.5).Update(1_000_000);
        Assert.Equal(2, kept.weight!.detach().item<float>(), 1e-6f);
        Assert.Equal(5, kept.running_mean!.item<float>(), 1e-6f);
        Assert.Equal(7, kept.num_batches_tracked!.item<long>());
    }
}
