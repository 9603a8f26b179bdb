using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;
using DiCNet.Train.Training;
using OpenCvSharp;

namespace DiCNet.Train.Adapting;

/// <summary>A bundle to a camera: its student goes on learning its teacher's features, on normal footage, which needs no labels.</summary>
/// <param name="options">How.</param>
sealed class Adaptation(AdaptOptions options)
{
    private const int MostListed = 20;

    private string Run => options.Run;

    /// <summary>Adapts.</summary>
    /// <param name="stop">Cancelled: save and return.</param>
    /// <returns>The shares of the held-back footage above the old bundle's alarm level; null when stopped before.</returns>
    /// <exception cref="UserError">Something that the user gave does not fit.</exception>
    public AdaptResult? Adapt(CancellationToken stop)
    {
        var old = ModelBundle.Open(options.Bundle);
        TrainingFolder.Require(options.Bundle);
        BundleWriter.RefuseToReplace(Path.GetFullPath(options.Out), options.Replace);
        var teacher = CheckpointFile.Read(TrainingFolder.Teacher(options.Bundle));
        var student = CheckpointFile.Read(TrainingFolder.Student(options.Bundle));
        Trained.Require(student, CheckpointKind.Student, TrainingFolder.Student(options.Bundle));
        Trained.RequireTeacher(student, TrainingFolder.Student(options.Bundle), teacher, TrainingFolder.Teacher(options.Bundle));
        var training = Options(student.Header.Options);
        Clear();
        var latest = RunStart.Open(training, Run, CheckpointKind.Student, options.Resume, teacher.Digest);
        try
        {
            var footage = Take(old, latest is not null, stop);
            var (kept, odd) = Judge(old, footage, stop);
            var before = FootageScores.Of(options.Bundle, AdaptData.HeldBack(kept), stop);
            var hardware = Hardware.Choose(training);
            var data = AdaptData.Make(student.Header, options.Data, kept, hardware.Device);
            var finished = Train(training, data, hardware, teacher, student, latest, stop);
            if (finished is null)
            {
                return null;
            }

            Write(old, finished, data, kept);
            var after = FootageScores.Of(options.Out, AdaptData.HeldBack(kept), stop);
            var level = Threshold.FromCard(old.Card).For(default).AlarmLevel;
            return new AdaptResult(FootageScores.ShareAbove(before, level), FootageScores.ShareAbove(after, level), before.Count, odd);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private TrainOptions Options(TrainOptions recorded) => recorded with
    {
        Out = Run,
        Data = AdaptData.Moved(recorded.Data, options.Data ?? ""),
        Student = recorded.Student with
        {
            Start = null,
            Fit = recorded.Student.Fit with
            {
                // Even, so that both sources have half of every batch.
                Batch = recorded.Student.Fit.Batch + (recorded.Student.Fit.Batch % 2),
                Steps = options.Steps,
                Rate = options.Rate,
                TrunkRate = null,
                WarmUp = Math.Min(20, options.Steps / 10),
                Schedule = ScheduleKind.Cosine,
                Average = Math.Min(recorded.Student.Fit.Average, 0.99),
                EvaluateEvery = 0,
            },
        },
    };

    /// <summary>Takes an older run away if it may be replaced; nothing else that lies there.</summary>
    private void Clear()
    {
        if (options.Replace && !options.Resume && File.Exists(Path.Combine(Run, "footage.txt")))
        {
            Directory.Delete(Run, recursive: true);
        }
    }

    private IReadOnlyList<FootageFrame> Take(ModelBundle old, bool resumed, CancellationToken stop)
    {
        var footage = new Footage(Path.Combine(Run, "footage"), old.Card.Input.Height, old.Card.Input.Width).Take(options.Normal, options.Every, stop);
        Console.WriteLine($"footage: {footage.Count} frames of {string.Join(", ", options.Normal.Select(Name))}; every tenth is kept for calibration");
        var list = Path.Combine(Run, "footage.txt");
        string[] lines = [$"bundle {old.Digest}", $"skip anomalous: {options.SkipAnomalous}", .. footage.Select(f => $"{f.Frame.Name} {f.Place}")];
        if (resumed && File.Exists(list) && !File.ReadAllLines(list).SequenceEqual(lines))
        {
            throw new UserError("the run was begun with another bundle or other footage", list, "name the same, or begin anew with --replace");
        }

        try
        {
            File.WriteAllLines(list, lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the run folder cannot be written ({e.Message.TrimEnd('.')})", Run, "free space there, or choose another folder by --out", e);
        }

        return footage;
    }

    private (IReadOnlyList<FootageFrame> Kept, IReadOnlyList<OddFrame> Odd) Judge(ModelBundle old, IReadOnlyList<FootageFrame> footage, CancellationToken stop)
    {
        var odd = OddFrames.Find(footage, FootageScores.Of(options.Bundle, footage, stop), old.Card);
        if (odd.Count == 0)
        {
            return (footage, odd);
        }

        var folder = Path.Combine(Run, "anomalous");
        OddFrames.Draw(odd, folder);
        Console.WriteLine($"warning: {odd.Count} of {footage.Count} frames look anomalous among the rest of the footage (pictures: {folder})");
        foreach (var frame in odd.Take(MostListed))
        {
            Console.WriteLine($"  {frame.Frame.Place}: {frame.Distance:0.0} deviations above the usual peak, at {string.Join("; ", frame.Boxes.Select(b => $"{b.X},{b.Y} {b.Width}x{b.Height}"))}");
        }

        if (odd.Count > MostListed)
        {
            Console.WriteLine($"  and {odd.Count - MostListed} more");
        }

        if (!options.SkipAnomalous)
        {
            Console.WriteLine("  they are learnt as normal; leave them out by --skip-anomalous");
            return (footage, odd);
        }

        var left = footage.Except(odd.Select(o => o.Frame)).ToList();
        return left.Count >= Footage.LeastFrames
            ? (left, odd)
            : throw new UserError($"without them there are {left.Count} frames; at least {Footage.LeastFrames} are needed", folder, "name more footage");
    }

    private string? Train(TrainOptions training, TrainData data, Hardware hardware, Checkpoint teacher, Checkpoint student, Checkpoint? latest, CancellationToken stop)
    {
        if (options.Data is null)
        {
            Console.WriteLine("warning: without --data the student sees the footage alone and may forget the scenes that it was trained on");
        }

        using var objective = new StudentTraining(
            training, data, hardware, teacher, TrainingFolder.Teacher(options.Bundle), (student, TrainingFolder.Student(options.Bundle)));
        using var folder = new RunFolder(Run, "student", latest?.Header.Step ?? 0);
        folder.WriteText("options.yaml", EffectiveOptions.ToYaml(training));
        Console.WriteLine($"adapting: {objective.Steps} steps over {string.Join(" and ", data.Sources.Select(s => s.Count))} frames; {hardware.Device.type}, {hardware.Precision}");
        if (!TrainLoop.Run("adapting", objective, training, training.Student.Fit, training.Student.Augment, data.Sources, folder, latest, stop))
        {
            return null;
        }

        Console.WriteLine("measuring mu, score statistics and quantiles again");
        var header = objective.Header(objective.Steps) with { Finished = true, Statistics = PairMeasurement.Measure(objective.Pair, data) };
        CheckpointFile.Write(folder.Finished, new Checkpoint(header, [.. Checkpoint.Store(Checkpoint.Average, objective.Average)], ""));
        return folder.Finished;
    }

    private void Write(ModelBundle old, string student, TrainData data, IReadOnlyList<FootageFrame> footage)
    {
        using var trained = TrainedPair.Read(TrainingFolder.Teacher(options.Bundle), student);
        // The networks are compared on the CPU, wherever they were trained.
        var input = old.Card.Input;
        var calibration = new TrainData(data.Set, data.Sources, data.Calibration, data.Dev, TorchSharp.torch.CPU) { PictureSize = new Size(input.Width, input.Height) };
        new PairExport(trained.At(calibration), calibration, new ExportOptions
        {
            Name = options.Name ?? Name(Path.GetFullPath(options.Out)),
            Rule = old.Card.ScoreRule,
            Licence = old.Card.Licence,
            Lists = [],
            Replace = options.Replace,
            AdaptedFrom = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["name"] = old.Card.Name,
                ["sha256"] = old.Digest,
                ["footage"] = options.Normal.Select(Name).ToArray(),
                ["footage_frames"] = footage.Count,
                ["with_original_frames"] = options.Data is not null,
                ["steps"] = options.Steps,
            },
        }).Write(options.Out);
    }

    private static string Name(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
