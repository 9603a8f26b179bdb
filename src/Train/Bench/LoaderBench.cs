using System.Diagnostics;
using DiCNet.Train.Data;
using DiCNet.Train.Training;

namespace DiCNet.Train.Bench;

/// <summary>Times the loader alone: crops cut and varied from frames that are decoded already.</summary>
static class LoaderBench
{
    // Crops are made in a fraction of a step's time: more of them, so that a round is not over at once.
    private const int BatchesPerStep = 10;

    /// <summary>Times the teacher's batches.</summary>
    public static BenchFigure Measure(TrainOptions options, TrainData data, BenchPlan plan)
    {
        var (crop, batch) = (options.Teacher.Augment, options.Teacher.Fit.Batch);
        using var loader = new Loader(data.Train, crop, batch, options.Seed, 0, options.Data.Workers);
        // A whole pass, so that every frame is decoded.
        Take((data.Train.Count / batch) + 1);
        var rounds = new double[plan.Rounds];
        for (var round = 0; round < plan.Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            Take(plan.Steps * BatchesPerStep);
            rounds[round] = plan.Steps * BatchesPerStep * batch / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return new BenchFigure("loader", batch, crop.Height, crop.Width, rounds);

        void Take(int batches)
        {
            for (var i = 0; i < batches; i++)
            {
                loader.Next();
            }
        }
    }
}
