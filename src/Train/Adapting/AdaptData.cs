using DiCNet.Train.Data;
using DiCNet.Train.Training;
using static TorchSharp.torch;

namespace DiCNet.Train.Adapting;

/// <summary>What an adaptation learns from: footage, and the frames that the pair was trained on if they are at hand.</summary>
static class AdaptData
{
    /// <summary>Makes it.</summary>
    /// <param name="student">What the student's checkpoint says.</param>
    /// <param name="folder">Folder of the original data set; null: not at hand.</param>
    /// <param name="footage">The footage; every tenth frame is kept for calibration.</param>
    /// <param name="device">Where tensors are made.</param>
    /// <exception cref="UserError">The data set is not the one, or not there.</exception>
    public static TrainData Make(CheckpointHeader student, string? folder, IReadOnlyList<FootageFrame> footage, Device device)
    {
        var learnt = footage.Where((_, i) => !Footage.IsHeldBack(i)).Select(f => f.Frame).ToList();
        var kept = HeldBack(footage).Select(f => f.Frame).ToList();
        if (folder is null)
        {
            var set = new DataSet("footage alone", Classes(student), new Dictionary<string, IReadOnlyList<LabelledFrame>>(StringComparer.Ordinal));
            return new TrainData(set, [new FrameCache(learnt, set.Classes)], kept, [], device);
        }

        var original = new TrainData(Moved(student.Options.Data, folder), device);
        var first = original.Train[0];
        if ((first.Height, first.Width) != (student.PictureHeight, student.PictureWidth))
        {
            throw new UserError(
                $"its pictures are {first.Width}x{first.Height}, but the bundle was trained on {student.PictureWidth}x{student.PictureHeight}", folder,
                "name the data set that the bundle was trained on");
        }

        return new TrainData(
            original.Set with { Name = $"{original.Set.Name} and footage" }, [original.Train, new FrameCache(learnt, original.Set.Classes)],
            [.. original.Calibration, .. kept], original.Dev, device);
    }

    /// <summary>The frames that are kept for calibration.</summary>
    public static IEnumerable<FootageFrame> HeldBack(IReadOnlyList<FootageFrame> footage) => footage.Where((_, i) => Footage.IsHeldBack(i));

    /// <summary>The recorded data set, where it lies here.</summary>
    public static DataOptions Moved(DataOptions recorded, string folder) => recorded with
    {
        Folder = folder,
        ClassTable = recorded.ClassTable is { } table ? Path.Combine(folder, Path.GetFileName(table)) : null,
    };

    /// <summary>A table of the pair's own classes: without labels their stored values do not matter.</summary>
    private static ClassTable Classes(CheckpointHeader student) => ClassTable.Make(
        student.KnownClasses.Concat(student.HeldOutClasses).Select((name, id) => new StoredClass((byte)id, name)), student.HeldOutClasses, "");
}
