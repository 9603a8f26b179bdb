using DiCNet.Train.Data;
using DiCNet.Train.Networks;
using DiCNet.Train.Onnx;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>Measures what the score rules need to know of a finished pair; see <see cref="PairStatistics"/>.</summary>
static class PairMeasurement
{
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
        var (eq7, combined) = (new KnownPixels(), new KnownPixels());
        foreach (var frame in data.Calibration)
        {
            using var scope = NewDisposeScope();
            var decoded = data.Read(frame);
            var scores = pair.Measure(data.ToTensor(decoded), mu);
            eq7.Add(frame, decoded, Prediction.Scores(scores.Eq7, decoded.Height, decoded.Width));
            combined.Add(frame, decoded, Prediction.Scores(statistics.Combine(scores), decoded.Height, decoded.Width));
        }

        return statistics with { Eq7Quantiles = eq7.Quantiles(), ScoreQuantiles = combined.Quantiles() };
    }
}
