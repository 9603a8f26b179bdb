using DiCNet.Train.Training;
using OpenCvSharp;

namespace DiCNet.Train.Bench;

/// <summary>A data set of random pictures in a temporary folder: a step takes as long on it as on streets.</summary>
sealed class SyntheticSet : IDisposable
{
    private const int Classes = 10;
    private const int Block = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("dicnet-bench-").FullName;

    /// <summary>Draws it.</summary>
    /// <param name="height">Of the pictures.</param>
    /// <param name="width">Of the pictures.</param>
    /// <param name="train">Pictures of the training list.</param>
    public SyntheticSet(int height = 360, int width = 480, int train = 12)
    {
        var random = new Random(1);
        foreach (var (list, count) in ((string, int)[])[("train", train), ("calibration", 1), ("dev", 1)])
        {
            Directory.CreateDirectory(Path.Combine(_folder, list, "pictures"));
            Directory.CreateDirectory(Path.Combine(_folder, list, "labels"));
            for (var i = 0; i < count; i++)
            {
                using var picture = SyntheticPicture.Draw(random, height, width);
                using var labels = new Mat(height, width, MatType.CV_8UC1);
                for (var y = 0; y < height; y += Block)
                {
                    for (var x = 0; x < width; x += Block)
                    {
                        Cv2.Rectangle(labels, new Rect(x, y, Math.Min(Block, width - x), Math.Min(Block, height - y)), new Scalar(random.Next(Classes)), -1);
                    }
                }

                Cv2.ImWrite(Path.Combine(_folder, list, "pictures", $"{list}{i}.png"), picture);
                Cv2.ImWrite(Path.Combine(_folder, list, "labels", $"{list}{i}.png"), labels);
            }
        }

        var classes = string.Join(", ", Enumerable.Range(0, Classes).Select(i => $"{{ id: {i}, name: c{i} }}"));
        File.WriteAllText(Path.Combine(_folder, "classes.yaml"),
            $$"""
            name: random pictures
            classes: [{{classes}}]
            lists:
              train: { pictures: train/pictures, labels: train/labels }
              calibration: { pictures: calibration/pictures, labels: calibration/labels }
              dev: { pictures: dev/pictures, labels: dev/labels }
            """);
    }

    /// <summary>How a training opens it.</summary>
    public DataOptions Options => new() { Kind = "folder", Folder = _folder };

    /// <summary>A file beside the pictures that goes with them.</summary>
    public string Beside(string name) => Path.Combine(_folder, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
