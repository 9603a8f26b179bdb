using DiCNet.Train.Export;
using DiCNet.Train.Networks;
using DiCNet.Train.Onnx;
using DiCNet.Train.Quantizing;
using DiCNet.Train.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Bench;

/// <summary>A pair of some size that has learnt nothing, as a bundle in both precisions: it is as fast as a trained one.</summary>
/// <param name="Teacher">What the teacher is made of.</param>
/// <param name="Student">What the student is made of.</param>
/// <param name="Height">Rows of the pictures.</param>
/// <param name="Width">Columns of the pictures.</param>
sealed record UntrainedPair(NetworkSpec Teacher, NetworkSpec Student, int Height, int Width)
{
    /// <summary>The paper's networks on camera pictures.</summary>
    /// <remarks>Source: Zhou et al. 2021 (arXiv:2112.09908): ResNet-50 and ResNet-34, dilated to an eighth, 512 channels in features and pooled branches.</remarks>
    public static UntrainedPair Paper { get; } = new(
        new NetworkSpec { Architecture = Architecture.ResNet50 }, new NetworkSpec { Architecture = Architecture.ResNet34 }, 720, 1280);

    /// <summary>Writes the bundle. Its norms, U and levels are measured on random pictures, so that values lie where a trained pair's lie.</summary>
    /// <param name="folder">Where it will lie.</param>
    /// <param name="replace">Whether a bundle that lies there may be replaced.</param>
    /// <param name="progress">Told what is going on: the step, how far it is, out of how much.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="UserError">Something lies there, or the disk does not take the bundle.</exception>
    public void Write(string folder, bool replace, Action<string, int, int> progress, CancellationToken stop)
    {
        // Statistics need several pictures but no large ones; the ranges of 8 bits are measured on one of the bundle's size.
        using var small = new SyntheticSet(128, 160);
        using var large = new SyntheticSet(Height, Width, train: 1);
        var options = new TrainOptions
        {
            Device = DeviceChoice.Cpu,
            Precision = PrecisionChoice.Float32,
            Data = small.Options,
            Teacher = new TeacherOptions { Network = Teacher },
            Student = new StudentOptions { Network = Student, Whitening = 0 },
        };
        using (var trained = Make(options, small))
        {
            var parts = PairParts.Of(trained, "untrained", ScoreRule.Eq7.Name, "none: random weights") with { Further = [new("recipe", "none: random weights, norms and levels measured on random pictures")] };
            BundleWriter.Write(folder, parts, replace, draft => TrainingFolder.Write(draft, trained));
        }

        stop.ThrowIfCancellationRequested();
        new BundleQuantization(new QuantizeOptions { Bundle = folder, Data = large.Options.Folder, Calibration = "calibration", Lists = [] }).Run(progress, stop);
    }

    private TrainedPair Make(TrainOptions options, SyntheticSet set)
    {
        var hardware = Hardware.Choose(options);
        var data = new TrainData(options.Data, hardware.Device);
        var (teacherFile, studentFile) = (set.Beside("teacher.checkpoint"), set.Beside("student.checkpoint"));
        using (var teacher = new TeacherTraining(options, data, hardware))
        {
            teacher.MeasureStatistics();
            Store(teacherFile, teacher.Header(0) with { PictureHeight = Height, PictureWidth = Width }, teacher.Average);
        }

        using (var student = new StudentTraining(options, data, hardware, CheckpointFile.Read(teacherFile), teacherFile))
        {
            student.MeasureStatistics();
            Store(studentFile, student.Header(0) with { Statistics = PairMeasurement.Measure(student.Pair, data) }, student.Average);
        }

        return TrainedPair.Read(teacherFile, studentFile);
    }

    private static void Store(string file, CheckpointHeader header, nn.Module network) =>
        CheckpointFile.Write(file, new Checkpoint(header with { Finished = true }, [.. Checkpoint.Store(Checkpoint.Average, network)], ""));
}
