using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train.Training;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Constant", 1.0, 1.0)]
    [InlineData("Poly", 0.53588673126814657, 0.0158489319246111)]
    [InlineData("Cosine", 0.5, 0.00024672)]
    public void The_rate_falls_as_the_kind_says(string kind, double half, double last)
    {
        var schedule = new Schedule(Enum.Parse<ScheduleKind>(kind), warmUp: 0, steps: 100);
        Assert.Equal(1, schedule.At(0), 1e-12);
        Assert.Equal(half, schedule.At(50), 1e-6);
        Assert.Equal(last, schedule.At(99), 1e-6);
    }

    [Fact]
    public void The_rate_warms_up_from_its_first_share_to_the_whole()
    {
        var schedule = new Schedule(ScheduleKind.Cosine, warmUp: 4, steps: 100);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Enumerable.Range(0, 5).Select(schedule.At));
    }

    [Fact]
    public void A_warm_up_longer_than_the_training_is_no_trouble() =>
        Assert.Equal(0.02, new Schedule(ScheduleKind.Poly, warmUp: 100, steps: 2).At(1), 1e-12);

    [Fact]
    public void The_average_forgets_its_random_start_soon()
    {
        Assert.Equal(2.0 / 11, MovingAverage.Share(0.99, 1), 1e-12);
        Assert.Equal(0.99, MovingAverage.Share(0.99, 10_000));
        Assert.Equal(0, MovingAverage.Share(0, 5));
    }
}
