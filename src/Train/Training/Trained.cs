using DiCNet.Train.Networks;

namespace DiCNet.Train.Training;

/// <summary>Finished networks out of their checkpoints.</summary>
static class Trained
{
    /// <summary>The teacher of a checkpoint, in eval mode, float32, on the CPU. The caller owns the result.</summary>
    /// <param name="checkpoint">Of a finished teacher.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <exception cref="UserError">It is no finished teacher.</exception>
    public static Teacher Teacher(Checkpoint checkpoint, string file)
    {
        Require(checkpoint, CheckpointKind.Teacher, file);
        var teacher = new Teacher(checkpoint.Header.Network.Validate(file), checkpoint.Header.KnownClasses.Count);
        checkpoint.Restore(Checkpoint.Average, teacher, file);
        teacher.eval();
        return teacher;
    }

    /// <summary>The student of a checkpoint, in eval mode, float32, on the CPU. The caller owns the result.</summary>
    /// <param name="checkpoint">Of a finished student.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="teacher">The teacher that it must have been distilled from.</param>
    /// <param name="teacherFile">The teacher's file, for messages.</param>
    /// <exception cref="UserError">It is no finished student, or another teacher's.</exception>
    public static Student Student(Checkpoint checkpoint, string file, Checkpoint teacher, string teacherFile)
    {
        Require(checkpoint, CheckpointKind.Student, file);
        RequireTeacher(checkpoint, file, teacher, teacherFile);
        var student = new Student(checkpoint.Header.Network.Validate(file));
        checkpoint.Restore(Checkpoint.Average, student, file);
        student.eval();
        return student;
    }

    /// <summary>Checks that a student, finished or not, is this teacher's.</summary>
    /// <exception cref="UserError">It is another's.</exception>
    public static void RequireTeacher(Checkpoint student, string file, Checkpoint teacher, string teacherFile)
    {
        if (student.Header.TeacherDigest != teacher.Digest)
        {
            throw new UserError(
                $"the student was distilled from the teacher {student.Header.TeacherDigest?[..12]}, and {teacherFile} is {teacher.Digest[..12]}",
                file, "name the teacher's checkpoint that belongs to it, or distil again");
        }
    }

    /// <summary>Checks what a checkpoint holds, and that it is finished.</summary>
    /// <exception cref="UserError">It holds something else, or its training is under way.</exception>
    public static void Require(Checkpoint checkpoint, CheckpointKind kind, string file)
    {
        if (checkpoint.Header.Kind != kind)
        {
            throw new UserError($"the checkpoint holds a {Name(checkpoint.Header.Kind)}, not a {Name(kind)}", file, $"name the {Name(kind)}'s checkpoint");
        }

        if (!checkpoint.Header.Finished)
        {
            throw new UserError(
                $"the training of this {Name(kind)} is under way (step {checkpoint.Header.Step} of {checkpoint.Header.Steps})",
                file, $"finish it by --resume and name {Name(kind)}.checkpoint");
        }
    }

    private static string Name(CheckpointKind kind) => kind == CheckpointKind.Teacher ? "teacher" : "student";
}
