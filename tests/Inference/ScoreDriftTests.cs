using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ScoreDriftTests
{
    private static readonly ModelCard s_card = new()
    {
        ScoreQuantilesOnKnownPixels = new() { ["0.25"] = -0.6745, ["0.5"] = 0, ["0.75"] = 0.6745, ["0.95"] = 1.6449 },
    };

    [Fact]
    public void Scores_as_the_card_has_them_are_no_drift() => Assert.InRange(Index(shift: 0)!.Value, 0, 0.01);

    [Fact]
    public void Scores_that_moved_by_a_deviation_are_more_drift_than_custom_allows() => Assert.InRange(Index(shift: 1)!.Value, 0.25, 2);

    [Fact]
    public void Nothing_is_said_before_enough_frames_came() => Assert.Null(Index(shift: 0, frames: 20));

    [Fact]
    public void Old_scores_fade()
    {
        var drift = new ScoreDrift(s_card);
        Feed(drift, 3, 200);
        var high = drift.Index!.Value;
        Feed(drift, 0, 9000);
        Assert.InRange(drift.Index!.Value, 0, high / 20);
    }

    private static double? Index(double shift, int frames = 200)
    {
        var drift = new ScoreDrift(s_card);
        Feed(drift, shift, frames);
        return drift.Index;
    }

    private static void Feed(ScoreDrift drift, double shift, int frames)
    {
        var chance = new Random(3);
        var grid = new float[2700];
        for (var i = 0; i < frames; i++)
        {
            for (var c = 0; c < grid.Length; c += 13)
            {
                grid[c] = (float)(Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble()) + shift);
            }

            drift.Add(grid);
        }
    }
}
