using DiCNet.Train.Training;

namespace DiCNet.Train.Export;

/// <summary>A teacher and its student out of their checkpoints, and what was measured of them.</summary>
/// <param name="Pair">The networks; owned.</param>
/// <param name="Teacher">What the teacher's checkpoint says of itself.</param>
/// <param name="Header">What the student's says.</param>
/// <param name="Statistics">What the score needs to know.</param>
sealed record TrainedPair(Pair Pair, CheckpointHeader Teacher, CheckpointHeader Header, PairStatistics Statistics) : IDisposable
{
    /// <summary>Reads both. The caller owns the result.</summary>
    /// <exception cref="UserError">One of them is not finished, damaged, or does not belong to the other.</exception>
    public static TrainedPair Read(string teacherFile, string studentFile)
    {
        var (teacher, student) = (CheckpointFile.Read(teacherFile), CheckpointFile.Read(studentFile));
        var statistics = student.Header.Statistics
            ?? throw new UserError("the checkpoint has no statistics of the pair", studentFile, "finish the student's training by --resume and name student.checkpoint");
        var network = Trained.Teacher(teacher, teacherFile);
        try
        {
            return new TrainedPair(new Pair(network, Trained.Student(student, studentFile, teacher, teacherFile)), teacher.Header, student.Header, statistics);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Pair.Teacher.Dispose();
        Pair.Student.Dispose();
    }
}
