using DiCNet.Train.Data;
using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train.Training;

public sealed class ConfusionTests
{
    [Fact]
    public void Void_and_unknown_pixels_do_not_count()
    {
        var confusion = new Confusion(3);
        confusion.Add([0, 0, 1, 1, ClassTable.Void, ClassTable.Anomaly], [0, 1, 1, 1, 2, 2]);
        Assert.Equal([0.5, 2.0 / 3, double.NaN], confusion.Ious());
        Assert.Equal((0.5 + (2.0 / 3)) / 2, confusion.MeanIou(), 1e-12);
        Assert.Equal(0.75, confusion.Accuracy());
    }

    [Fact]
    public void Rare_classes_weigh_more_and_the_mean_weight_is_one()
    {
        var weights = ClassShares.Weights([0.7, 0.25, 0.05]);
        Assert.True(weights[0] < weights[1] && weights[1] < weights[2]);
        Assert.Equal(1, weights.Average(), 1e-5);
    }
}
