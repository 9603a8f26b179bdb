using DiCNet.Tests.Train.Training;
using DiCNet.Train.Adapting;
using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Export;
using DiCNet.Train.Training;
using OpenCvSharp;

namespace DiCNet.Tests.Train;

/// <summary>A toy pair as a bundle, footage of another look, and the bundle adapted to it.</summary>
public sealed class AdaptedToy : IDisposable
{
    private readonly ToyRoad _road = new();

    /// <summary>Trains, exports and adapts, in seconds.</summary>
    public AdaptedToy()
    {
        var options = _road.Options("run", 120);
        var teacher = TeacherRun.Train(options, resume: false, CancellationToken.None)!;
        var student = StudentRun.Train(options, teacher, resume: false, CancellationToken.None)!;
        Bundle = _road.Out("bundle");
        using (var pair = TrainedPair.Read(teacher, student))
        {
            new PairExport(pair, new TrainData(options.Data, TorchSharp.torch.CPU), new ExportOptions
            {
                Name = "toy", Rule = "eq7+logit", Licence = "none", Lists = [],
            }).Write(Bundle);
        }

        Footage = Negatives("train", "footage");
        Unseen = Negatives("calibration", "unseen");
        Adapted = _road.Out("adapted");
        Result = new Adaptation(Options("adapted")).Adapt(CancellationToken.None)!;
    }

    /// <summary>The bundle before.</summary>
    public string Bundle { get; }

    /// <summary>The bundle after.</summary>
    public string Adapted { get; }

    /// <summary>A folder of footage.</summary>
    public string Footage { get; }

    /// <summary>More of it, which nothing learnt from.</summary>
    public string Unseen { get; }

    /// <summary>Frames of the data set, which nothing learnt from.</summary>
    public string Original => _road.Out("calibration/pictures");

    internal AdaptResult Result { get; }

    internal string Out(string name) => _road.Out(name);

    internal AdaptOptions Options(string name) => new()
    {
        Bundle = Bundle, Normal = [Footage], Out = _road.Out(name), Data = _road.Out(""), Steps = 80, Rate = 3e-3,
    };

    /// <summary>Mean discrepancy over a folder of pictures.</summary>
    internal static double Discrepancy(string bundle, string folder)
    {
        using var models = new BundleModels(bundle, new EvaluationOptions { Baselines = false });
        var means = new List<double>();
        foreach (var file in PictureFiles.Below(folder))
        {
            using var picture = Cv2.ImRead(file);
            means.Add(models.Run(picture).Scores["eq7"].Average());
        }

        return means.Average();
    }

    /// <inheritdoc/>
    public void Dispose() => _road.Dispose();

    private string Negatives(string list, string name)
    {
        var folder = _road.Out(name);
        Directory.CreateDirectory(folder);
        foreach (var file in PictureFiles.Below(_road.Out($"{list}/pictures")))
        {
            using var picture = Cv2.ImRead(file);
            foreach (ref var value in picture.AsSpan<byte>())
            {
                value = (byte)(255 - value);
            }

            Cv2.ImWrite(Path.Combine(folder, Path.GetFileName(file)), picture);
        }

        return folder;
    }
}
