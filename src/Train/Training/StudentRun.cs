using DiCNet.Train.Data;

namespace DiCNet.Train.Training;

/// <summary>Distils a student in a folder, from the first step to the finished checkpoint with what the score needs to know.</summary>
static class StudentRun
{
    /// <summary>Where a run's student ends.</summary>
    public static string Folder(TrainOptions options) => Path.Combine(options.Out, "student");

    /// <summary>Distils.</summary>
    /// <param name="options">How.</param>
    /// <param name="teacherFile">Checkpoint of a finished teacher.</param>
    /// <param name="resume">Whether to continue what lies in the folder.</param>
    /// <param name="stop">Cancelled: save and return.</param>
    /// <returns>File of the finished checkpoint; null when stopped before.</returns>
    /// <exception cref="UserError">Something that the user gave does not fit, or the loss is not finite.</exception>
    public static string? Train(TrainOptions options, string teacherFile, bool resume, CancellationToken stop)
    {
        var teacher = CheckpointFile.Read(teacherFile);
        var latest = RunStart.Open(options, Folder(options), CheckpointKind.Student, resume, teacher.Digest);
        var hardware = Hardware.Choose(options);
        var data = new TrainData(options.Data, hardware.Device);
        using var training = new StudentTraining(options, data, hardware, teacher, teacherFile);
        RunStart.Describe("student", data, options.Student.Network, training.Steps, hardware, training.Start);
        using var folder = new RunFolder(Folder(options), "student", latest?.Header.Step ?? 0);
        folder.WriteText("options.yaml", EffectiveOptions.ToYaml(options));
        if (!TrainLoop.Run("student", training, options, options.Student.Fit, options.Student.Augment, data.Sources, folder, latest, stop))
        {
            return null;
        }

        training.MeasureStatistics();
        var measures = training.Measure(int.MaxValue);
        folder.AddMeasures(training.Steps, measures);
        var header = training.Header(training.Steps) with
        {
            Finished = true,
            Measures = measures,
            Statistics = PairMeasurement.Measure(training.Pair, data),
        };
        CheckpointFile.Write(folder.Finished, new Checkpoint(header, [.. Checkpoint.Store(Checkpoint.Average, training.Average)], ""));
        TrainReport.Write(folder, header, data, training.Pair);
        var ranks = measures.ContainsKey("AUPR")
            ? $"; eq7 on the list '{options.Data.Dev}': AUPR {measures["AUPR"] * 100:0.0}, FPR95 {measures["FPR95"] * 100:0.0}, AUROC {measures["AUROC"] * 100:0.0} %"
            : "";
        Console.WriteLine($"student: MSE {measures["MSE"]:0.0000} on the list '{options.Data.Calibration}'{ranks}; {folder.Finished}");
        return folder.Finished;
    }
}
