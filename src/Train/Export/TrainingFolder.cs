using DiCNet.Train.Training;

namespace DiCNet.Train.Export;

/// <summary>The folder of a bundle that its pair can be trained on from: training/teacher.checkpoint and training/student.checkpoint.</summary>
static class TrainingFolder
{
    private const string Name = "training";

    /// <summary>File of the teacher in a bundle.</summary>
    public static string Teacher(string bundle) => Path.Combine(bundle, Name, "teacher.checkpoint");

    /// <summary>File of the student in a bundle.</summary>
    public static string Student(string bundle) => Path.Combine(bundle, Name, "student.checkpoint");

    /// <summary>Puts a pair into a bundle, without the places of the machine that it was trained on.</summary>
    /// <exception cref="UserError">The disk does not take it.</exception>
    public static void Write(string bundle, TrainedPair pair)
    {
        // The student names the teacher by the digest of its file, and that is another one without those places.
        var digest = CheckpointFile.Write(Teacher(bundle), Portable(pair.TeacherCheckpoint));
        var student = Portable(pair.StudentCheckpoint);
        CheckpointFile.Write(Student(bundle), student with { Header = student.Header with { TeacherDigest = digest } });
    }

    /// <summary>Reads the pair. The caller owns the result.</summary>
    /// <exception cref="UserError">The bundle has none, or it is damaged.</exception>
    public static TrainedPair Read(string bundle)
    {
        Require(bundle);
        return TrainedPair.Read(Teacher(bundle), Student(bundle));
    }

    /// <summary>Checks that a bundle has one.</summary>
    /// <exception cref="UserError">It has none.</exception>
    public static void Require(string bundle)
    {
        if (!File.Exists(Teacher(bundle)) || !File.Exists(Student(bundle)))
        {
            throw new UserError(
                "the bundle cannot be trained on: it has no folder 'training' with teacher.checkpoint and student.checkpoint", bundle,
                "take a bundle that 'dicnet-train export' wrote, whole");
        }
    }

    private static Checkpoint Portable(Checkpoint checkpoint) => checkpoint with { Header = checkpoint.Header with { Options = Portable(checkpoint.Header.Options) } };

    private static TrainOptions Portable(TrainOptions options)
    {
        var none = new TrainOptions();
        return options with
        {
            Out = none.Out,
            Device = none.Device,
            Threads = none.Threads,
            Data = options.Data with { Folder = none.Data.Folder, ClassTable = FileName(options.Data.ClassTable), Workers = none.Data.Workers },
            Teacher = options.Teacher with { Start = FileName(options.Teacher.Start) },
            Student = options.Student with { Start = FileName(options.Student.Start) },
        };
    }

    private static string? FileName(string? path) => path is null ? null : Path.GetFileName(path);
}
