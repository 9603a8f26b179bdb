using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Evaluation;

/// <summary>The grids of all pictures of a list, and their labels. Any number of callers.</summary>
/// <param name="frames">The pictures.</param>
/// <param name="grids">What the models say of each.</param>
/// <param name="classes">Reads the labels.</param>
/// <param name="models">Sizes of the grids. Lent for the life of the maps.</param>
/// <param name="upsampling">How grids are stretched.</param>
sealed class ListMaps(
    IReadOnlyList<LabelledFrame> frames, IReadOnlyList<FrameGrids> grids, ClassTable classes, BundleModels models, Upsampling upsampling)
{
    // Label maps are kept as long as they fit in this; reading them again costs a few milliseconds each.
    private const long MostKept = 256L << 20;

    private readonly (byte[] Labels, int Height, int Width)?[] _labels = new (byte[], int, int)?[frames.Count];
    private long _kept;

    /// <summary>The pictures.</summary>
    public IReadOnlyList<LabelledFrame> Frames => frames;

    /// <summary>The scores there are, the rule that ships first.</summary>
    public IReadOnlyList<ScoreSource> Sources => models.Sources;

    /// <summary>What the labels mean.</summary>
    public ClassTable Classes => classes;

    /// <summary>Whether there is a segmentation whose classes are those of the labels.</summary>
    public bool Segmented => models.Classes == classes.Known.Count;

    /// <summary>What the models say of a picture.</summary>
    public FrameGrids Grids(int frame) => grids[frame];

    /// <summary>Labels of a picture: class index, <see cref="ClassTable.Anomaly"/> or <see cref="ClassTable.Void"/>.</summary>
    public (byte[] Labels, int Height, int Width) Labels(int frame)
    {
        if (_labels[frame] is { } kept)
        {
            return kept;
        }

        using var labels = FrameReader.ReadLabels(frames[frame], classes);
        var (height, width) = (labels.Height, labels.Width);
        var read = (labels.AsSpan<byte>().ToArray(), height, width);
        if (Interlocked.Add(ref _kept, read.Item1.Length) <= MostKept)
        {
            _labels[frame] = read;
        }

        return read;
    }

    /// <summary>The picture itself. The caller owns the result.</summary>
    public Mat Picture(int frame) => FrameReader.ReadPicture(frames[frame]);

    /// <summary>What one thread needs to make maps of label size.</summary>
    public MapMaker NewMaker() => new(this, models.Grid, models.TeacherGrid, models.Classes, upsampling);
}
