using System.Runtime.ExceptionServices;

namespace DiCNet.Train.Evaluation;

/// <summary>Measures scores on a list: once over the pictures for ranks, once more for what needs the pooled thresholds.</summary>
/// <param name="maps">The list.</param>
/// <param name="options">How.</param>
/// <param name="stop">Ends it.</param>
sealed class ScoreMeasurement(ListMaps maps, EvaluationOptions options, CancellationToken stop)
{
    private static readonly double[] s_quantiles = [0.5, 0.95, 0.99, 0.995];

    private readonly Bootstrap _bootstrap = new(options.Seed, options.Resamples);

    /// <summary>Measures one score.</summary>
    /// <exception cref="UserError">The score is not a number somewhere.</exception>
    public ScoreEvaluation Measure(ScoreSource source)
    {
        var count = maps.Frames.Count;
        var pool = new PixelPool(Enumerable.Range(0, count).Sum(i => (long)maps.Labels(i).Labels.Length));
        var frames = new FrameFigures?[count];
        var constant = 0;
        ForEachFrame((i, maker) =>
        {
            var map = maker.Map(source);
            try
            {
                using var pixels = new SortedPixels(map, maker.Labels);
                pool.Add(pixels);
                var figures = PixelMetrics.Measure(pixels.Anomalous, pixels.Normal, curvePoints: 0);
                frames[i] = figures is null ? null : Figures(i, figures, map, maker);
                if (figures is not null && figures.Lowest == figures.Highest)
                {
                    Interlocked.Increment(ref constant);
                }
            }
            catch (ArgumentException e)
            {
                throw new UserError($"the score {source.Name} is not a number somewhere in this picture", maps.Frames[i].Picture, "the model is broken; export or train it again", e);
            }
        });

        var ranked = frames.OfType<FrameFigures>().ToList();
        var pooled = pool.Measure(options.CurvePoints);
        var components = (ComponentFigures?)null;
        IReadOnlyList<FalseAlarmShare> falseAlarms = [];
        PooledFigures? pooledFigures = null;
        if (pooled is not null)
        {
            (components, falseAlarms, var bins) = Again(source, pooled, BinCounts.Edges(pool));
            pooledFigures = Pooled(pooled, pool, bins);
        }

        var perImage = ranked.Count == 0 ? null : PerImage(ranked, count - ranked.Count);
        return new ScoreEvaluation
        {
            Score = source.Name,
            Meaning = source.Meaning,
            PerImage = perImage,
            Pooled = pooledFigures,
            Components = components,
            FalseAlarms = falseAlarms,
            Frames = ranked,
            Warnings = SanityAlarms.Of(pooled, perImage, constant),
        };
    }

    private FrameFigures Figures(int i, PixelFigures figures, ReadOnlySpan<float> map, MapMaker maker)
    {
        var splits = new List<ErrorSplit>();
        if (maps.Segmented)
        {
            foreach (var at in figures.AtRecall)
            {
                splits.Add(ErrorSplit.Of(map, maker.Labels, maker.Predictions, at));
            }
        }

        return new FrameFigures(
            maps.Frames[i].Name, (double)figures.Anomalous / (figures.Anomalous + figures.Normal),
            figures.AveragePrecision, figures.Auroc, figures.Fpr95Nearest, figures.Fpr95AtLeast, splits);
    }

    private (ComponentFigures?, IReadOnlyList<FalseAlarmShare>, BinCounts[]) Again(ScoreSource source, PixelFigures pooled, float[] edges)
    {
        var bins = new BinCounts[maps.Frames.Count];
        var components = new ComponentMetrics[maps.Frames.Count];
        var (alarms, pixels) = (new long[256], new long[256]);
        var level = pooled.AtRecall[0].AtLeast.Threshold;
        ForEachFrame((i, maker) =>
        {
            var map = maker.Map(source);
            using (var sorted = new SortedPixels(map, maker.Labels))
            {
                bins[i] = BinCounts.Of(sorted, edges);
            }

            var predicted = new bool[map.Length];
            Span<long> alarmsHere = stackalloc long[256], pixelsHere = stackalloc long[256];
            alarmsHere.Clear();
            pixelsHere.Clear();
            for (var p = 0; p < predicted.Length; p++)
            {
                predicted[p] = map[p] >= pooled.BestF1Threshold;
                pixelsHere[maker.Labels[p]]++;
                alarmsHere[maker.Labels[p]] += map[p] >= level ? 1 : 0;
            }

            components[i] = new ComponentMetrics((int)Math.Round(predicted.Length * options.MinAlarmArea), (int)Math.Round(predicted.Length * options.MinAnomalyArea));
            components[i].Add(predicted, maker.Labels, maker.Width);
            for (var c = 0; c < 256; c++)
            {
                Interlocked.Add(ref alarms[c], alarmsHere[c]);
                Interlocked.Add(ref pixels[c], pixelsHere[c]);
            }
        });

        var known = Enumerable.Range(0, maps.Classes.Known.Count).ToArray();
        var total = known.Sum(c => alarms[c]);
        return (
            ComponentMetrics.Join(components).Measure(),
            [.. known.Where(c => pixels[c] > 0).OrderByDescending(c => alarms[c]).Select(c =>
                new FalseAlarmShare(maps.Classes.Known[c], (double)alarms[c] / Math.Max(1, total), (double)alarms[c] / pixels[c]))],
            bins);
    }

    private PerImageFigures PerImage(List<FrameFigures> frames, int leftOut)
    {
        return new PerImageFigures
        {
            Frames = frames.Count,
            LeftOut = leftOut,
            AveragePrecision = Mean(frames.Select(f => f.AveragePrecision))!,
            Auroc = Mean(frames.Select(f => f.Auroc))!,
            Fpr95Nearest = Mean(frames.Select(f => f.Fpr95Nearest))!,
            Fpr95AtLeast = Mean(frames.Select(f => f.Fpr95AtLeast))!,
            ErrorSplits = [.. Enumerable.Range(0, frames[0].ErrorSplits.Count).Select(i => new SplitEstimate(
                frames[0].ErrorSplits[i].Target,
                Mean(frames.Select(f => f.ErrorSplits[i].Wrong).OfType<double>()),
                Mean(frames.Select(f => f.ErrorSplits[i].Right).OfType<double>())))],
        };

        Estimate? Mean(IEnumerable<double> values)
        {
            var all = values.ToList();
            return all.Count == 0 ? null : new Estimate(all.Average(), _bootstrap.OfMean(all));
        }
    }

    private PooledFigures Pooled(PixelFigures pooled, PixelPool pool, BinCounts[] bins)
    {
        Func<PixelFigures, double>[] wanted =
        [
            p => p.AveragePrecision, p => p.Auroc, p => p.Fpr95Nearest, p => p.Fpr95AtLeast, p => p.Fpr95Above, p => p.BestF1,
        ];
        var intervals = _bootstrap.OfPooled(bins, wanted);
        var estimates = wanted.Select((figure, i) => new Estimate(figure(pooled), intervals?[i])).ToArray();
        var quantiles = pool.Quantiles(ofNormal: true, s_quantiles);
        return new PooledFigures
        {
            Exact = pool.Exact,
            AveragePrecision = estimates[0],
            Auroc = estimates[1],
            Fpr95Nearest = estimates[2],
            Fpr95AtLeast = estimates[3],
            Fpr95Above = estimates[4],
            BestF1 = estimates[5],
            BestF1Threshold = pooled.BestF1Threshold,
            AtRecall = pooled.AtRecall,
            NormalQuantiles = s_quantiles.Zip(quantiles).ToDictionary(q => $"{q.First}", q => q.Second),
            Curve = pooled.Curve,
        };
    }

    private void ForEachFrame(Action<int, MapMaker> measure)
    {
        try
        {
            Parallel.For(
                0, maps.Frames.Count, new ParallelOptions { MaxDegreeOfParallelism = options.EffectiveThreads, CancellationToken = stop },
                maps.NewMaker,
                (i, _, maker) =>
                {
                    maker.Load(i);
                    measure(i, maker);
                    return maker;
                },
                _ => { });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<UserError>().FirstOrDefault() is { } error)
        {
            // What a user can mend is told as it is, not as a fault of a thread.
            ExceptionDispatchInfo.Throw(error);
        }
    }
}
