namespace DiCNet.Train.Evaluation;

/// <summary>All ranking figures in one pass over the distinct scores, from the highest down; keeps no scores.</summary>
/// <remarks>Source of the three recall definitions: hendrycks/anomaly-seg anom_utils.py; hermannsblum/fishyscapes eval.py; matejgrcic/DenseHybrid evaluations/base.py.</remarks>
/// <param name="anomalous">How many anomalous pixels there are, at least 1.</param>
/// <param name="normal">How many normal ones, at least 1.</param>
/// <param name="curvePoints">About how many points of the curves to keep; 0 keeps none.</param>
sealed class RankSweep(long anomalous, long normal, int curvePoints = 0)
{
    private readonly Level[] _levels = [new Level(0.95), new Level(0.85), new Level(0.75)];
    private readonly List<OperatingPoint> _curve = [];
    private long _truePositives;
    private long _falsePositives;
    private double _twiceArea;
    private double _precisionTimesSteps;
    private double _bestF1 = -1;
    private float _bestF1Threshold;
    private (float Threshold, long TruePositives, long FalsePositives) _kept;
    private float _highest = float.NegativeInfinity;
    private float _lowest = float.PositiveInfinity;

    /// <summary>The next distinct score, lower than all before, and how many pixels of each kind have it.</summary>
    public void Add(float score, long anomalousHere, long normalHere)
    {
        var before = _truePositives;
        _truePositives += anomalousHere;
        _falsePositives += normalHere;
        _highest = Math.Max(_highest, score);
        _lowest = score;

        // Half of the pairs with equal scores: the trapezoid of the ROC curve.
        _twiceArea += (double)normalHere * (before + _truePositives);
        if (anomalousHere > 0)
        {
            _precisionTimesSteps += (double)anomalousHere * _truePositives / (_truePositives + _falsePositives);
            var f1 = 2.0 * _truePositives / (_truePositives + _falsePositives + anomalous);
            if (f1 > _bestF1)
            {
                (_bestF1, _bestF1Threshold) = (f1, score);
            }
        }

        // The walk of the hendrycks definition ends at the first point of full recall: later ones only add false alarms.
        if (before < anomalous)
        {
            var recall = (double)_truePositives / anomalous;
            foreach (ref var level in _levels.AsSpan())
            {
                level.See(recall, (score, _truePositives, _falsePositives));
            }
        }

        if (curvePoints > 0)
        {
            Keep(score);
        }
    }

    /// <summary>The figures of everything added.</summary>
    public PixelFigures Finish()
    {
        if (_truePositives != anomalous || _falsePositives != normal)
        {
            throw new InvalidOperationException($"{_truePositives} anomalous and {_falsePositives} normal pixels were added; {anomalous} and {normal} were announced");
        }

        if (curvePoints > 0 && (_kept.TruePositives, _kept.FalsePositives) != (anomalous, normal))
        {
            _curve.Add(Point((_lowest, anomalous, normal)));
        }

        return new PixelFigures
        {
            Anomalous = anomalous,
            Normal = normal,
            AveragePrecision = _precisionTimesSteps / anomalous,
            Auroc = _twiceArea / 2 / anomalous / normal,
            AtRecall = [.. _levels.Select(l => new RecallPoint(l.Target, Point(l.Nearest), Point(l.AtLeast), Point(l.Above)))],
            BestF1 = _bestF1,
            BestF1Threshold = _bestF1Threshold,
            Lowest = _lowest,
            Highest = _highest,
            Curve = _curve,
        };
    }

    private void Keep(float score)
    {
        // Sparse where the curves are straight: a point per step of either rate. Steps are counted in pixels, so rounding cannot lose one.
        if (_curve.Count == 0
            || (_truePositives - _kept.TruePositives) * curvePoints >= 2 * anomalous
            || (_falsePositives - _kept.FalsePositives) * curvePoints >= 2 * normal)
        {
            _kept = (score, _truePositives, _falsePositives);
            _curve.Add(Point(_kept));
        }
    }

    private OperatingPoint Point((float Threshold, long TruePositives, long FalsePositives) at) => new(
        at.Threshold,
        (double)at.TruePositives / anomalous,
        (double)at.TruePositives / Math.Max(1, at.TruePositives + at.FalsePositives),
        (double)at.FalsePositives / normal);

    private struct Level(double target)
    {
        private double _distance = double.PositiveInfinity;
        private bool _reached;
        private bool _passed;

        public readonly double Target => target;

        public (float, long, long) Nearest { get; private set; }

        public (float, long, long) AtLeast { get; private set; }

        public (float, long, long) Above { get; private set; }

        public void See(double recall, (float, long, long) point)
        {
            // The original walks from full recall down and keeps the first minimum, so the last one seen from above wins.
            var distance = Math.Abs(recall - target);
            if (distance <= _distance)
            {
                (_distance, Nearest) = (distance, point);
            }

            if (!_reached && recall >= target)
            {
                (_reached, AtLeast) = (true, point);
            }

            if (!_passed && recall > target)
            {
                (_passed, Above) = (true, point);
            }
        }
    }
}
