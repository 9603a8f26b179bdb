using System.Diagnostics;

namespace DiCNet.Inference;

/// <summary>Chooses how many runs of a model go at the same time, and of how many threads each.</summary>
/// <remarks>
/// Threads of one run wait for each other after every operator; runs of one thread never do, but each takes longer and memory of its own.
/// Which gives more frames per second depends on model, processor and number of cores, so it is measured: a second or two for the shipped model.
/// </remarks>
public static class ThreadTuner
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // Of two that are nearly as fast alone, more runs: beside decoders and encoders, threads that wait for each other lose more.
    private const double Worthwhile = 1.05;

    /// <summary>Loads a model with the numbers that its options leave open. The caller owns the result.</summary>
    /// <param name="bundle">What to load.</param>
    /// <param name="options">What is not 0 in it is kept; measured is only when both numbers are open, on the CPU.</param>
    /// <exception cref="UserError">As <see cref="DicnetModel.Load"/>.</exception>
    public static DicnetModel Load(ModelBundle bundle, InferenceOptions options)
    {
        var divisions = Divisions(options, Environment.ProcessorCount).ToList();
        if (divisions is [var only])
        {
            return DicnetModel.Load(bundle, only);
        }

        var best = DicnetModel.Load(bundle, divisions[0]);
        foreach (var division in divisions.Skip(1))
        {
            var next = DicnetModel.Load(bundle, division);
            var (loser, winner) = IsBetter(next, best) ? (best, next) : (next, best);
            loser.Dispose();
            best = winner;
        }

        return best;
    }

    /// <summary>
    /// The ways to share the processors out: where both numbers are open, from one run on all of them to a run on each, doubling; else one way,
    /// in which runs times threads is their number.
    /// </summary>
    /// <param name="options">Their numbers of runs and threads are 0 where they are open.</param>
    /// <param name="processors">At least 1.</param>
    public static IEnumerable<InferenceOptions> Divisions(InferenceOptions options, int processors)
    {
        if (options is { Provider: Provider.Cpu, Threads: 0, Concurrency: 0 })
        {
            for (var runs = 1; runs < processors; runs *= 2)
            {
                yield return options with { Concurrency = runs, Threads = processors / runs };
            }

            yield return options with { Concurrency = processors, Threads = 1 };
            yield break;
        }

        var concurrency = options.Concurrency > 0 ? options.Concurrency
            : options.Provider == Provider.Cpu && options.Threads > 0 ? Math.Max(1, processors / options.Threads) : 1;
        yield return options with { Concurrency = concurrency, Threads = options.Threads > 0 ? options.Threads : Math.Max(1, processors / concurrency) };
    }

    // Turn by turn: what else the machine does in that second slows both.
    private static bool IsBetter(DicnetModel next, DicnetModel best)
    {
        using var challenger = new SessionLoop(next);
        using var champion = new SessionLoop(best);
        challenger.Run(1);
        champion.Run(1);
        var (itsSeconds, bestSeconds) = (0.0, 0.0);
        for (var started = Stopwatch.GetTimestamp(); bestSeconds == 0 || Stopwatch.GetElapsedTime(started) < s_patience;)
        {
            itsSeconds += 1 / challenger.Run(1);
            bestSeconds += 1 / champion.Run(1);
        }

        return itsSeconds < bestSeconds * Worthwhile;
    }
}
