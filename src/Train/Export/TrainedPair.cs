using DiCNet.Train.Training;
using OpenCvSharp;

namespace DiCNet.Train.Export;

/// <summary>A teacher and its student out of their checkpoints, and what was measured of them.</summary>
/// <param name="Pair">The networks; owned.</param>
/// <param name="TeacherCheckpoint">Where the teacher comes from.</param>
/// <param name="StudentCheckpoint">Where the student comes from.</param>
/// <param name="Statistics">What the score needs to know.</param>
sealed record TrainedPair(Pair Pair, Checkpoint TeacherCheckpoint, Checkpoint StudentCheckpoint, PairStatistics Statistics) : IDisposable
{
    /// <summary>Size in pixels of the pictures that it scores; that of the training pictures unless <see cref="At"/> made it another.</summary>
    public Size PictureSize { get; private init; } = new(StudentCheckpoint.Header.PictureWidth, StudentCheckpoint.Header.PictureHeight);

    /// <summary>What the teacher's checkpoint says of itself.</summary>
    public CheckpointHeader Teacher => TeacherCheckpoint.Header;

    /// <summary>What the student's says.</summary>
    public CheckpointHeader Header => StudentCheckpoint.Header;

    /// <summary>Reads both. The caller owns the result.</summary>
    /// <exception cref="UserError">One of them is not finished, damaged, or does not belong to the other.</exception>
    public static TrainedPair Read(string teacherFile, string studentFile)
    {
        var (teacher, student) = (CheckpointFile.Read(teacherFile), CheckpointFile.Read(studentFile));
        Trained.Require(student, CheckpointKind.Student, studentFile);
        var statistics = student.Header.Statistics
            ?? throw new UserError("the checkpoint has no statistics of the pair", studentFile, "finish the student's training by --resume and name student.checkpoint");
        var network = Trained.Teacher(teacher, teacherFile);
        try
        {
            var pair = new Pair(network, Trained.Student(student, studentFile, teacher, teacherFile), student.Header.Options.Student.Whitening);
            return new TrainedPair(pair, teacher, student, statistics);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The same networks for pictures of another size, measured anew. The networks still belong to this one.</summary>
    /// <param name="data">Whose pictures come in that size.</param>
    public TrainedPair At(TrainData data) =>
        data.PictureSize is { } size && size != PictureSize ? this with { PictureSize = size, Statistics = PairMeasurement.Measure(Pair, data) } : this;

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Pair.Teacher.Dispose();
        Pair.Student.Dispose();
    }
}
