using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class ReconnectPolicyTests
{
    [Fact]
    public void Pauses_double_up_to_the_limit_less_up_to_a_quarter()
    {
        var policy = new ReconnectPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), seed: 1);
        double[] full = [1, 2, 4, 8, 16, 30, 30, 30];
        Assert.All(full, f => Assert.InRange(policy.Next().TotalSeconds, f * 0.75, f));
        policy.Reset();
        Assert.InRange(policy.Next().TotalSeconds, 0.75, 1);
    }

    [Fact]
    public void Streams_do_not_come_back_together()
    {
        var pauses = Enumerable.Range(0, 20).Select(seed => new ReconnectPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), seed).Next());
        Assert.Equal(20, pauses.Distinct().Count());
    }

    [Fact]
    public void It_goes_on_for_ever()
    {
        var policy = new ReconnectPolicy(TimeSpan.FromSeconds(60), TimeSpan.FromHours(1), seed: 3);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.InRange(policy.Next(), TimeSpan.FromSeconds(45), TimeSpan.FromHours(1));
        }
    }
}
