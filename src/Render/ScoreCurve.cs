namespace DiCNet.Render;

/// <summary>The highest scores over time in at most <see cref="Most"/> points, however long the run.</summary>
/// <remarks>When it is full, neighbours are joined by their maximum, so no peak is ever lost.</remarks>
sealed class ScoreCurve
{
    /// <summary>The most points it holds.</summary>
    public const int Most = 2000;

    private readonly List<(TimeSpan At, float Peak)> _points = new(Most);
    private int _framesPerPoint = 1;
    private int _inLast;

    /// <summary>Media time and calibrated score, in order of time.</summary>
    public IReadOnlyList<(TimeSpan At, float Peak)> Points => _points;

    /// <summary>Adds a frame.</summary>
    public void Add(TimeSpan at, float peak)
    {
        if (_inLast > 0 && _inLast < _framesPerPoint)
        {
            _points[^1] = Higher(_points[^1], (at, peak));
            _inLast++;
            return;
        }

        if (_points.Count == Most)
        {
            for (var i = 0; i < Most / 2; i++)
            {
                _points[i] = Higher(_points[2 * i], _points[(2 * i) + 1]);
            }

            _points.RemoveRange(Most / 2, Most - (Most / 2));
            _framesPerPoint *= 2;
        }

        _points.Add((at, peak));
        _inLast = 1;
    }

    private static (TimeSpan At, float Peak) Higher((TimeSpan At, float Peak) a, (TimeSpan At, float Peak) b) => b.Peak > a.Peak ? b : a;
}
