using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class CalibrationTests
{
    [Fact]
    public void The_median_becomes_0_and_the_alarm_level_1()
    {
        var calibrated = new float[4];
        new Calibration(-0.4, 4.4).Apply([-0.4f, 4.4f, 2f, 9.2f], calibrated);
        Assert.Equal([0f, 1f, 0.5f, 2f], calibrated.Select(c => MathF.Round(c, 5)));
    }
}
