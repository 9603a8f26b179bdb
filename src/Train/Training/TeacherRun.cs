using DiCNet.Train.Data;

namespace DiCNet.Train.Training;

/// <summary>Trains a teacher in a folder, from the first step to the finished checkpoint.</summary>
static class TeacherRun
{
    /// <summary>Where a run's teacher ends.</summary>
    public static string Folder(TrainOptions options) => Path.Combine(options.Out, "teacher");

    /// <summary>Trains.</summary>
    /// <param name="options">How.</param>
    /// <param name="resume">Whether to continue what lies in the folder.</param>
    /// <param name="stop">Cancelled: save and return.</param>
    /// <returns>File of the finished checkpoint; null when stopped before.</returns>
    /// <exception cref="UserError">Something that the user gave does not fit, or the loss is not finite.</exception>
    public static string? Train(TrainOptions options, bool resume, CancellationToken stop)
    {
        var latest = RunStart.Open(options, Folder(options), CheckpointKind.Teacher, resume, teacherDigest: null);
        var hardware = Hardware.Choose(options);
        var data = new TrainData(options.Data, hardware.Device);
        using var training = new TeacherTraining(options, data, hardware);
        RunStart.Describe("teacher", data, options.Teacher.Network, training.Steps, hardware, training.Start);
        using var folder = new RunFolder(Folder(options), "teacher", latest?.Header.Step ?? 0);
        folder.WriteText("options.yaml", EffectiveOptions.ToYaml(options));
        if (!TrainLoop.Run("teacher", training, options, options.Teacher.Fit, options.Teacher.Augment, data.Sources, folder, latest, stop))
        {
            return null;
        }

        training.MeasureStatistics();
        var measures = training.Measure(int.MaxValue);
        folder.AddMeasures(training.Steps, measures);
        var header = training.Header(training.Steps) with { Finished = true, Measures = measures };
        CheckpointFile.Write(folder.Finished, new Checkpoint(header, [.. Checkpoint.Store(Checkpoint.Average, training.Average)], ""));
        TrainReport.Write(folder, header, data, training.Teacher);
        Console.WriteLine($"teacher: mIoU {measures["mIoU"] * 100:0.0} %, pixel accuracy {measures["accuracy"] * 100:0.0} % on the list '{options.Data.Dev}'; {folder.Finished}");
        return folder.Finished;
    }
}
