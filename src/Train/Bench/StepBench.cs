using System.Diagnostics;
using DiCNet.Train.Data;
using DiCNet.Train.Training;
using static TorchSharp.torch;

namespace DiCNet.Train.Bench;

/// <summary>Times training steps: forward, loss, backward, clip, update, all as the trainer does them. The loader has no part in it.</summary>
static class StepBench
{
    /// <summary>Times a teacher's steps.</summary>
    public static BenchFigure Teacher(TrainOptions options, TrainData data, Hardware hardware, BenchPlan plan)
    {
        using var training = new TeacherTraining(options, data, hardware);
        return Measure("teacher", training, options.Teacher.Fit, RandomBatch(options.Teacher.Fit.Batch, options.Teacher.Augment, data.Classes), plan);
    }

    /// <summary>Times a student's steps; its teacher's forward pass is a part of each.</summary>
    /// <param name="options">How it is trained.</param>
    /// <param name="data">For the teacher's statistics.</param>
    /// <param name="hardware">With what.</param>
    /// <param name="teacherFile">Receives a teacher that learnt nothing.</param>
    /// <param name="plan">How long.</param>
    public static BenchFigure Student(TrainOptions options, TrainData data, Hardware hardware, string teacherFile, BenchPlan plan)
    {
        using (var teacher = new TeacherTraining(options, data, hardware))
        {
            teacher.MeasureStatistics();
            CheckpointFile.Write(teacherFile, new Checkpoint(
                teacher.Header(teacher.Steps) with { Finished = true }, [.. Checkpoint.Store(Checkpoint.Average, teacher.Average)], ""));
        }

        using var training = new StudentTraining(options, data, hardware, CheckpointFile.Read(teacherFile), teacherFile);
        return Measure("student", training, options.Student.Fit, RandomBatch(options.Student.Fit.Batch, options.Student.Augment, data.Classes), plan);
    }

    private static BenchFigure Measure(string what, IObjective objective, FitOptions fit, LoadedBatch batch, BenchPlan plan)
    {
        using var updater = new Updater(objective.Network, objective.Trunk, fit);
        for (var i = 0; i < plan.WarmUp; i++)
        {
            Step();
        }

        var rounds = new double[plan.Rounds];
        for (var round = 0; round < plan.Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < plan.Steps; i++)
            {
                Step();
            }

            rounds[round] = plan.Steps * batch.N / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return new BenchFigure(what, batch.N, batch.H, batch.W, rounds);

        void Step()
        {
            using var scope = NewDisposeScope();
            objective.Network.train();
            updater.Clear();
            var loss = objective.Loss(batch);
            // Reading the number waits for the device, as the training loop does.
            _ = loss.detach().cpu().item<float>();
            loss.backward();
            updater.Clip();
            updater.Step(1);
        }
    }

    private static LoadedBatch RandomBatch(int batch, AugmentOptions crop, int classes)
    {
        var random = new Random(1);
        var made = new LoadedBatch(batch, crop.Height, crop.Width);
        random.NextBytes(made.Pictures);
        foreach (ref var label in made.Labels.AsSpan())
        {
            label = (byte)random.Next(classes);
        }

        return made;
    }
}
