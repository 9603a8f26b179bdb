using DiCNet.Train.Data;
using DiCNet.Train.Networks;
using DiCNet.Train.Training;
using OpenCvSharp;
using Folder = DiCNet.Tests.Render.Folder;

namespace DiCNet.Tests.Train.Training;

/// <summary>A data set of coloured shapes on grass, made on the spot; yellow rings occur in its dev list alone.</summary>
sealed class ToyRoad : IDisposable
{
    private const int Height = 64;
    private const int Width = 96;

    private readonly Folder _folder = new();

    public ToyRoad()
    {
        foreach (var (list, count, unknown) in ((string, int, bool)[])[("train", 24, false), ("calibration", 6, false), ("dev", 8, true)])
        {
            Directory.CreateDirectory(_folder.File(Path.Combine(list, "pictures")));
            Directory.CreateDirectory(_folder.File(Path.Combine(list, "labels")));
            for (var i = 0; i < count; i++)
            {
                Draw(Path.Combine(_folder.Path, list), i, new Random((100 * list.Length) + i), unknown);
            }
        }

        File.WriteAllText(_folder.File("classes.yaml"),
            """
            name: toy
            classes:
              - { id: 0, name: grass }
              - { id: 1, name: box }
              - { id: 2, name: ball }
              - { id: 3, name: ring }
            held_out: [ring]
            lists:
              train: { pictures: train/pictures, labels: train/labels }
              calibration: { pictures: calibration/pictures, labels: calibration/labels }
              dev: { pictures: dev/pictures, labels: dev/labels }
            """);
    }

    public string Out(string name) => _folder.File(name);

    /// <summary>Options that learn this in seconds.</summary>
    public TrainOptions Options(string name, int steps) => new()
    {
        Out = Out(name),
        Precision = PrecisionChoice.Float32,
        Device = DeviceChoice.Cpu,
        Threads = 1,
        Data = new DataOptions { Kind = "folder", Folder = _folder.Path },
        Teacher = new TeacherOptions
        {
            Network = new NetworkSpec { Stem = StemKind.Small, Width = 16, Features = 16, PyramidChannels = 8, Auxiliary = AuxiliaryKind.Linear },
            Augment = Crops,
            Fit = new FitOptions { Steps = steps, Batch = 4, Optimiser = OptimiserKind.AdamW, Rate = 5e-3, WarmUp = 5, Clip = 5, Average = 0.9, EvaluateEvery = 40, EvaluateFrames = 4, CheckpointEvery = 10 },
        },
        Student = new StudentOptions
        {
            Network = new NetworkSpec { Stem = StemKind.Small, Width = 8, Features = 16, PyramidChannels = 8 },
            Augment = Crops,
            Fit = new FitOptions { Steps = steps, Batch = 4, Rate = 5e-3, WarmUp = 5, Average = 0.9, EvaluateEvery = 40, EvaluateFrames = 4, CheckpointEvery = 10 },
        },
    };

    public void Dispose() => _folder.Dispose();

    private static AugmentOptions Crops => new() { Height = 64, Width = 64, ScaleFrom = 0.9, ScaleTo = 1.2 };

    private static void Draw(string list, int number, Random random, bool unknown)
    {
        using var picture = new Mat(Height, Width, MatType.CV_8UC3, new Scalar(60, 130, 70));
        using var labels = new Mat(Height, Width, MatType.CV_8UC1, new Scalar(0));
        for (var i = 0; i < 3; i++)
        {
            var (x, y) = (random.Next(12, Width - 12), random.Next(12, Height - 12));
            Cv2.Rectangle(picture, new Rect(x - 10, y - 8, 20, 16), new Scalar(40, 40, 200), -1);
            Cv2.Rectangle(labels, new Rect(x - 10, y - 8, 20, 16), new Scalar(1), -1);
            (x, y) = (random.Next(12, Width - 12), random.Next(12, Height - 12));
            Cv2.Circle(picture, new Point(x, y), 9, new Scalar(200, 80, 40), -1);
            Cv2.Circle(labels, new Point(x, y), 9, new Scalar(2), -1);
        }

        if (unknown)
        {
            Cv2.Circle(picture, new Point(Width / 2, Height / 2), 14, new Scalar(40, 220, 230), 8);
            Cv2.Circle(labels, new Point(Width / 2, Height / 2), 14, new Scalar(3), 8);
        }

        var noise = picture.AsSpan<byte>();
        foreach (ref var value in noise)
        {
            value = (byte)Math.Clamp(value + random.Next(-12, 13), 0, 255);
        }

        Cv2.ImWrite(Path.Combine(list, "pictures", $"{number}.png"), picture);
        Cv2.ImWrite(Path.Combine(list, "labels", $"{number}.png"), labels);
    }
}
