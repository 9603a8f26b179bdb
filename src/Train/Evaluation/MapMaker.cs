namespace DiCNet.Train.Evaluation;

/// <summary>Maps of label size from grids, one picture at a time, in memory of its own.</summary>
/// <param name="maps">The list.</param>
/// <param name="grid">Size of score grids.</param>
/// <param name="teacherGrid">Size of the teacher's grids.</param>
/// <param name="classes">Known classes of the logits; 0 without.</param>
/// <param name="upsampling">How score grids are stretched.</param>
sealed class MapMaker(ListMaps maps, (int Height, int Width) grid, (int Height, int Width) teacherGrid, int classes, Upsampling upsampling)
{
    private int _frame;
    private Upsampler? _scores;
    private Upsampler? _teacherScores;
    private Classifier? _classifier;
    private int _classified = -1;
    private float[] _map = [];

    /// <summary>Labels of the picture: class index, anomaly or void.</summary>
    public byte[] Labels { get; private set; } = [];

    /// <summary>Rows of its labels and maps.</summary>
    public int Height { get; private set; }

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Turns to a picture.</summary>
    public void Load(int frame)
    {
        var (labels, height, width) = maps.Labels(frame);
        if (_scores is null || (height, width) != (Height, Width))
        {
            _scores = new Upsampler(grid.Height, grid.Width, height, width, upsampling);
            _teacherScores = new Upsampler(teacherGrid.Height, teacherGrid.Width, height, width, upsampling);
            // Logits are stretched as the teacher was trained, whatever is chosen for scores.
            _classifier = classes == 0
                ? null
                : new Classifier(classes, new Upsampler(teacherGrid.Height, teacherGrid.Width, height, width, Upsampling.HalfPixel), height * width);
            _map = new float[height * width];
            _classified = -1;
        }

        (_frame, Labels, Height, Width) = (frame, labels, height, width);
    }

    /// <summary>A score of the picture, [H, W]. Lent until the next call.</summary>
    public ReadOnlySpan<float> Map(ScoreSource source)
    {
        if (source.Classifier is { } score)
        {
            Classified().Score(score, _map);
        }
        else
        {
            (source == ScoreSource.Mahalanobis ? _teacherScores! : _scores!).Apply(maps.Grids(_frame).Scores[source.Name], _map);
        }

        return _map;
    }

    /// <summary>The class the teacher sees at every pixel. Lent until the next picture.</summary>
    public ReadOnlySpan<byte> Predictions => Classified().Predictions;

    private Classifier Classified()
    {
        var classifier = _classifier ?? throw new InvalidOperationException("this bundle gives no logits");
        if (_classified != _frame)
        {
            classifier.Load(maps.Grids(_frame).Logits);
            _classified = _frame;
        }

        return classifier;
    }
}
