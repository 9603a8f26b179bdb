using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Networks;
using OpenCvSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>The three lists of a training, and their frames as tensors.</summary>
sealed class TrainData
{
    private readonly Device _device;

    /// <summary>Opens the data set.</summary>
    /// <exception cref="UserError">The set or a list is missing or empty.</exception>
    public TrainData(DataOptions options, Device device)
    {
        _device = device;
        Set = options.Open();
        Sources = [new FrameCache(List(options.Train), Set.Classes)];
        Calibration = List(options.Calibration);
        Dev = List(options.Dev);
    }

    /// <summary>Takes lists as they are.</summary>
    /// <param name="set">What their labels mean.</param>
    /// <param name="sources">Frames to learn from, at least one source.</param>
    /// <param name="calibration">Normal frames that nothing learns from.</param>
    /// <param name="dev">Frames that choices are made on; may be empty where none are.</param>
    /// <param name="device">Where tensors are made.</param>
    public TrainData(DataSet set, IReadOnlyList<FrameCache> sources, IReadOnlyList<LabelledFrame> calibration, IReadOnlyList<LabelledFrame> dev, Device device)
    {
        (Set, Sources, Calibration, Dev, _device) = (set, sources, calibration, dev, device);
    }

    /// <summary>The data set.</summary>
    public DataSet Set { get; }

    /// <summary>Size in pixels that whole pictures are brought to, as serving does it; null leaves each as it is.</summary>
    public Size? PictureSize { get; init; }

    /// <summary>Frames to learn from, by where they come from; each gives the same share of every batch.</summary>
    public IReadOnlyList<FrameCache> Sources { get; }

    /// <summary>Frames of the first source: the data set's own training list.</summary>
    public FrameCache Train => Sources[0];

    /// <summary>Normal frames that nothing learns from.</summary>
    public IReadOnlyList<LabelledFrame> Calibration { get; }

    /// <summary>Frames that choices are made on.</summary>
    public IReadOnlyList<LabelledFrame> Dev { get; }

    /// <summary>Known classes.</summary>
    public int Classes => Set.Classes.Known.Count;

    /// <summary>Some frames of a list, spread evenly.</summary>
    public static IReadOnlyList<LabelledFrame> Spread(IReadOnlyList<LabelledFrame> list, int count) =>
        count >= list.Count ? list : [.. Enumerable.Range(0, count).Select(i => list[(int)(((i + 0.5) * list.Count) / count)])];

    /// <summary>Picture and labels of a frame.</summary>
    public DecodedFrame Read(LabelledFrame frame) => FrameReader.Read(frame, Set.Classes);

    /// <summary>The picture of a frame, BGR, 8 bit, rows not padded. The caller owns the result.</summary>
    public Mat ToMat(DecodedFrame frame)
    {
        using var whole = new Mat(frame.Height, frame.Width, MatType.CV_8UC3);
        frame.Picture.CopyTo(whole.AsSpan<byte>());
        var picture = new Mat();
        Scaling.Fit(whole, picture, PictureSize ?? whole.Size());
        return picture;
    }

    /// <summary>A whole picture as the networks take it, [1, 3, H, W]. The caller owns the result.</summary>
    public Tensor ToTensor(DecodedFrame frame)
    {
        using var picture = ToMat(frame);
        return Pictures.ToTensor(picture.AsSpan<byte>().ToArray(), 1, picture.Height, picture.Width, _device);
    }

    /// <summary>The pictures of a batch, [N, 3, H, W]. The caller owns the result.</summary>
    public Tensor ToTensor(LoadedBatch batch) => Pictures.ToTensor(batch.Pictures, batch.N, batch.H, batch.W, _device);

    /// <summary>The training pictures, whole and as they are. The caller owns each.</summary>
    public IEnumerable<Tensor> TrainPictures() => Sources.SelectMany(s => Enumerable.Range(0, s.Count).Select(i => ToTensor(s[i])));

    /// <summary>The training pictures, whole, in batches of at most 6 and at least 2: for the statistics of batch norms. The caller owns each.</summary>
    public IEnumerable<Tensor> TrainBatches() => Sweep.Over(Train, 6).Where(b => b.N > 1).Select(ToTensor);

    private IReadOnlyList<LabelledFrame> List(string name)
    {
        var frames = Set.List(name);
        return frames.Count > 0 ? frames : throw new UserError($"the list '{name}' is empty", Set.Where, "name a list that holds frames");
    }
}
