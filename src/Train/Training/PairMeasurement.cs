using DiCNet.Train.Data;
using DiCNet.Train.Networks;
using DiCNet.Train.Onnx;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>Measures what the score rules need to know of a finished pair; see <see cref="PairStatistics"/>.</summary>
static class PairMeasurement
{
    /// <summary>Shares of the known pixels that a card states the quantiles of.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999];

    /// <summary>Measures.</summary>
    /// <param name="pair">Lent for the call; in eval mode afterwards.</param>
    /// <param name="data">mu^c and quantiles from the calibration list, z statistics from the training list.</param>
    public static PairStatistics Measure(Pair pair, TrainData data)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        pair.Eval();
        var mu = MeanDifference(pair, data);
        var centre = tensor(mu, device: pair.Teacher.Normalize.Mean.device);
        var (log, ofStudent, ofTeacher) = (new RunningMoments(), new RunningMoments(), new RunningMoments());
        foreach (var pictures in data.TrainPictures())
        {
            using var inner = NewDisposeScope();
            inner.Attach(pictures);
            var scores = pair.Measure(pictures, centre);
            log.Add(Floats.Of(scores.LogEq7));
            ofStudent.Add(Floats.Of(scores.StudentEnergy));
            ofTeacher.Add(Floats.Of(scores.TeacherEnergy));
        }

        var statistics = new PairStatistics
        {
            Mu = mu,
            LogEq7 = Z(log),
            StudentEnergy = Z(ofStudent),
            TeacherEnergy = Z(ofTeacher),
            Eq7Quantiles = [],
            ScoreQuantiles = [],
        };
        return WithQuantiles(statistics, pair, data, centre);
    }

    private static ZStatistics Z(RunningMoments moments) => new(moments.Mean, moments.Deviation);

    private static float[] MeanDifference(Pair pair, TrainData data)
    {
        var moments = new ChannelMoments(pair.Teacher.Spec.Features);
        foreach (var frame in data.Calibration)
        {
            using var scope = NewDisposeScope();
            moments.Add(pair.Whiten(pair.Difference(data.ToTensor(data.Read(frame)))));
        }

        return moments.Mean();
    }

    private static PairStatistics WithQuantiles(PairStatistics statistics, Pair pair, TrainData data, Tensor mu)
    {
        var (eq7, combined) = (new List<float>(), new List<float>());
        foreach (var frame in data.Calibration)
        {
            using var scope = NewDisposeScope();
            var decoded = data.Read(frame);
            var scores = pair.Measure(data.ToTensor(decoded), mu);
            AddKnown(eq7, frame, decoded, Prediction.Scores(scores.Eq7, decoded.Height, decoded.Width));
            AddKnown(combined, frame, decoded, Prediction.Scores(statistics.Combine(scores), decoded.Height, decoded.Width));
        }

        return statistics with { Eq7Quantiles = Quantiles(eq7), ScoreQuantiles = Quantiles(combined) };
    }

    private static void AddKnown(List<float> known, LabelledFrame frame, DecodedFrame decoded, float[] scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            // Calibration frames are normal; where nobody says what is void, all of them is known.
            if (frame.Labels is null || decoded.Labels[i] < ClassTable.Unlisted)
            {
                known.Add(scores[i]);
            }
        }
    }

    private static List<ScoreQuantile> Quantiles(List<float> values)
    {
        values.Sort();
        return values.Count == 0 ? [] : [.. Shares.Select(s => new ScoreQuantile(s, values[(int)Math.Round(s * (values.Count - 1))]))];
    }
}
