using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train.Training;

public sealed class ClassSharesTests
{
    [Fact]
    public void Rare_classes_weigh_more_and_the_mean_weight_is_one()
    {
        var weights = ClassShares.Weights([0.7, 0.25, 0.05]);
        Assert.True(weights[0] < weights[1] && weights[1] < weights[2]);
        Assert.Equal(1, weights.Average(), 1e-5);
    }
}
