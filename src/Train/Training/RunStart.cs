using DiCNet.Train.Networks;

namespace DiCNet.Train.Training;

/// <summary>How a run begins: from nothing or from what lies in its folder.</summary>
static class RunStart
{
    /// <summary>Finds the checkpoint to continue from.</summary>
    /// <param name="options">Of this run.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="kind">What is trained.</param>
    /// <param name="resume">Whether to continue.</param>
    /// <param name="teacherDigest">Digest of a student's teacher.</param>
    /// <returns>The checkpoint; null for a fresh run.</returns>
    /// <exception cref="UserError">There is a training that would be overwritten, or one that is another's.</exception>
    public static Checkpoint? Open(TrainOptions options, string folder, CheckpointKind kind, bool resume, string? teacherDigest)
    {
        var file = Path.Combine(folder, "latest.checkpoint");
        if (!File.Exists(file))
        {
            return null;
        }

        if (!resume)
        {
            throw new UserError("there is a training already", folder, "continue it by --resume, choose another folder by --out, or remove it");
        }

        var checkpoint = CheckpointFile.Read(file);
        if (checkpoint.Header.Kind != kind)
        {
            throw new UserError($"the checkpoint holds a {checkpoint.Header.Kind}", file, "choose another folder by --out");
        }

        if (checkpoint.Header.TeacherDigest != teacherDigest)
        {
            throw new UserError(
                $"the student was being distilled from the teacher {checkpoint.Header.TeacherDigest?[..12]}, this one is {teacherDigest?[..12]}",
                file, "name the same teacher, or choose another folder by --out");
        }

        var differences = EffectiveOptions.Differences(options, checkpoint.Header.Options, kind == CheckpointKind.Teacher ? "teacher" : "student");
        return differences.Count == 0
            ? checkpoint
            : throw new UserError(
                $"the training was begun with other options: {string.Join("; ", differences)}", file, "give the same options, or choose another folder by --out");
    }

    /// <summary>Says what is about to be trained from what.</summary>
    public static void Describe(string name, TrainData data, NetworkSpec network, int steps, Hardware hardware, ImageNetStart? start)
    {
        Console.WriteLine($"{name}: {network.Architecture}, width {network.Width}, C = {network.Features}; {steps} steps over {data.Train.Count} frames of {data.Set.Name}; {hardware.Device.type}, {hardware.Precision}");
        Console.WriteLine($"known: {string.Join(", ", data.Set.Classes.Known)}; held out: {string.Join(", ", data.Set.Classes.HeldOut)}");
        if (start is not null)
        {
            Console.WriteLine($"start: {start.Loaded.Count} tensors loaded"
                + (start.Unmatched.Count > 0 ? $"; from nothing: {string.Join(", ", start.Unmatched)}" : "")
                + (start.Unused.Count > 0 ? $"; not used: {string.Join(", ", start.Unused)}" : ""));
        }
    }
}
