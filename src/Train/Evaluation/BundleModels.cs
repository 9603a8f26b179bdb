using DiCNet.Inference;
using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Evaluation;

/// <summary>Everything of a bundle that scores can be got from: the fused graph, and the teacher alone where the bundle holds it.</summary>
sealed class BundleModels : IDisposable
{
    private readonly DicnetModel _model;
    private readonly FeatureModel? _teacher;
    private readonly Pool<FrameBatch> _batches;
    private readonly Pool<Frame> _frames = new(1, () => new Frame());
    private readonly double _shrinkage;
    private Mahalanobis? _mahalanobis;

    /// <summary>Opens and loads a bundle.</summary>
    /// <exception cref="UserError">It is no bundle, or something of it does not load.</exception>
    public BundleModels(string folder, EvaluationOptions options)
        : this(ModelBundle.Open(folder, options.Inference), options)
    {
    }

    /// <summary>Loads a bundle.</summary>
    /// <exception cref="UserError">Something of it does not load.</exception>
    public BundleModels(ModelBundle bundle, EvaluationOptions options)
    {
        Bundle = bundle;
        _shrinkage = options.Shrinkage;
        var inference = options.Inference with { Batch = 1 };
        _model = DicnetModel.Load(Bundle, inference);
        _batches = new Pool<FrameBatch>(1, _model.NewBatch);
        var file = Path.Combine(bundle.Folder, "teacher.onnx");
        if (options.Baselines && File.Exists(file))
        {
            _teacher = FeatureModel.Load(file, inference);
        }
    }

    /// <summary>The bundle.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>Rows and columns of score grids.</summary>
    public (int Height, int Width) Grid => (Bundle.Card.Output("score").Height, Bundle.Card.Output("score").Width);

    /// <summary>Rows and columns of the teacher's grids.</summary>
    public (int Height, int Width) TeacherGrid => _teacher is null ? Grid : (_teacher.GridHeight, _teacher.GridWidth);

    /// <summary>Known classes of the teacher's logits; 0 without.</summary>
    public int Classes => _teacher?.Classes ?? 0;

    /// <summary>Whether the teacher is there alone.</summary>
    public bool HasTeacher => _teacher is not null;

    /// <summary>The scores that can be measured, the rule that ships first.</summary>
    public IReadOnlyList<ScoreSource> Sources =>
    [
        .. new[] { ScoreSource.Rule(Bundle.Card.ScoreRule), ScoreSource.Eq7 }.Distinct(),
        .. Classes > 0 ? ScoreSource.OfLogits : [],
        .. _mahalanobis is null ? Array.Empty<ScoreSource>() : [ScoreSource.Mahalanobis],
    ];

    /// <summary>Collects what the Mahalanobis distance needs from labelled normal frames.</summary>
    /// <param name="frames">The training list.</param>
    /// <param name="classes">Reads its labels.</param>
    /// <param name="done">Told how many frames are done.</param>
    /// <param name="stop">Ends it.</param>
    public void Learn(IReadOnlyList<LabelledFrame> frames, ClassTable classes, Action<int> done, CancellationToken stop)
    {
        var teacher = _teacher ?? throw new InvalidOperationException("this bundle has no teacher alone");
        var statistics = new ClassStatistics(teacher.Channels, classes.Known.Count);
        var cells = new byte[teacher.GridHeight * teacher.GridWidth];
        for (var i = 0; i < frames.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            using var picture = FrameReader.ReadPicture(frames[i]);
            using var labels = FrameReader.ReadLabels(frames[i], classes);
            FrameReader.CheckSize(frames[i], picture, labels);
            var (height, width) = (labels.Height, labels.Width);
            var pixels = labels.AsSpan<byte>();
            teacher.Run(picture);
            for (var c = 0; c < cells.Length; c++)
            {
                // The pixel in the middle of the cell.
                var (row, column) = (c / teacher.GridWidth, c % teacher.GridWidth);
                var (y, x) = ((2 * row + 1) * height / (2 * teacher.GridHeight), (2 * column + 1) * width / (2 * teacher.GridWidth));
                cells[c] = pixels[(y * width) + x];
            }

            statistics.Add(teacher.Features, cells);
            done(i + 1);
        }

        _mahalanobis = statistics.Finish(_shrinkage);
    }

    /// <summary>Runs one picture.</summary>
    /// <param name="picture">BGR, 8 bit, any size. Lent for the call.</param>
    public FrameGrids Run(Mat picture)
    {
        var scores = new Dictionary<string, float[]>();
        if (!_batches.TryRent(out var batch) || !_frames.TryRent(out var frame))
        {
            throw new InvalidOperationException("one picture at a time");
        }

        using (batch)
        {
            picture.CopyTo(frame.Pixels);
            batch.Take(frame);
            _model.Score(batch);
            scores[Bundle.Card.ScoreRule] = batch.Score(0).ToArray();
            scores[ScoreSource.Eq7.Name] = batch.Eq7(0).ToArray();
        }

        if (_teacher is null)
        {
            return new FrameGrids(scores, null);
        }

        _teacher.Run(picture);
        if (_mahalanobis is not null)
        {
            var grid = new float[_teacher.GridHeight * _teacher.GridWidth];
            _mahalanobis.Score(_teacher.Features, grid);
            scores[ScoreSource.Mahalanobis.Name] = grid;
        }

        return new FrameGrids(scores, Classes > 0 ? _teacher.Logits.ToArray() : null);
    }

    /// <summary>Frees the sessions.</summary>
    public void Dispose()
    {
        _batches.Dispose();
        _frames.Dispose();
        _teacher?.Dispose();
        _model.Dispose();
    }
}
