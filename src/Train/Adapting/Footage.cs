using DiCNet.Inference;
using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Adapting;

/// <summary>Videos and folders of pictures, as files of single frames of a bundle's size.</summary>
/// <param name="folder">Where the files go; a folder in it for each input.</param>
/// <param name="height">Rows of the pictures.</param>
/// <param name="width">Columns of the pictures.</param>
sealed class Footage(string folder, int height, int width)
{
    /// <summary>So many frames of an input say all that a short training can learn of it.</summary>
    public const int MostFrames = 200;

    /// <summary>Fewer frames in all are no footage.</summary>
    public const int LeastFrames = 10;

    private const int LeastSize = 16;

    /// <summary>Takes frames out of inputs, evenly spread.</summary>
    /// <param name="inputs">Videos and folders of pictures.</param>
    /// <param name="every">Every how manyth frame; null: so that <see cref="MostFrames"/> of each input suffice.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="UserError">An input is not there or gives no pictures, or they are too few together.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public IReadOnlyList<FootageFrame> Take(IReadOnlyList<string> inputs, int? every, CancellationToken stop = default)
    {
        var frames = new List<FootageFrame>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var name = $"{i:00}-{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(inputs[i]))}";
            var before = frames.Count;
            foreach (var (picture, number, time, original) in Directory.Exists(inputs[i]) ? Pictures(inputs[i], every) : FootageVideo.Frames(inputs[i], every, MostFrames))
            {
                stop.ThrowIfCancellationRequested();
                frames.Add(new FootageFrame(Keep(picture, name, number), inputs[i], number, time, original));
            }

            if (frames.Count == before)
            {
                throw new UserError("there is no frame in it", inputs[i], "name footage that can be played");
            }
        }

        return frames.Count >= LeastFrames
            ? frames
            : throw new UserError($"the footage has {frames.Count} frames; at least {LeastFrames} are needed", string.Join(", ", inputs), "record some minutes, or lower --every");
    }

    /// <summary>Every tenth frame is kept from training.</summary>
    public static bool IsHeldBack(int index) => index % 10 == 9;

    private static IEnumerable<(Mat Picture, int Number, TimeSpan? Time, string Original)> Pictures(string input, int? every)
    {
        var files = PictureFiles.Below(input);
        var stride = every ?? Stride(files.Count, MostFrames);
        for (var i = 0; i < files.Count; i += stride)
        {
            using var picture = FrameReader.DecodePicture(FrameReader.Load(files[i], "picture"), files[i]);
            if (picture.Width < LeastSize || picture.Height < LeastSize)
            {
                throw new UserError($"its picture of {picture.Width} x {picture.Height} pixels is too small", files[i], $"give pictures of at least {LeastSize} x {LeastSize} pixels");
            }

            yield return (picture, i, null, PictureFiles.Name(files[i], input));
        }
    }

    /// <summary>Every how manyth of so many frames, for at most so many.</summary>
    public static int Stride(int count, int most) => Math.Max(1, (count + most - 1) / most);

    private LabelledFrame Keep(Mat picture, string name, int number)
    {
        var file = Path.Combine(folder, name, $"{number:000000}.png");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var scaled = new Mat();
            // As serving does it: what is learnt must look like what will be scored.
            Scaling.Fit(picture, scaled, new Size(width, height));
            Cv2.ImEncode(".png", scaled, out var bytes);
            File.WriteAllBytes(file, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"a frame of the footage cannot be written ({e.Message.TrimEnd('.')})", file, "free space there, or choose another folder by --out", e);
        }

        return new LabelledFrame($"footage/{name}/{number:000000}", file, null);
    }
}
