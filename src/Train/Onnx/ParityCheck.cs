using DiCNet.Inference;

namespace DiCNet.Train.Onnx;

/// <summary>Runs a written bundle through the code that serves it and compares with the trained modules.</summary>
static class ParityCheck
{
    /// <summary>Compares; a bundle that differs by more than <see cref="Parity.Limit"/> is refused.</summary>
    /// <param name="folder">The bundle.</param>
    /// <param name="frames">Real pictures; one at a time is held.</param>
    /// <exception cref="UserError">The bundle differs, or does not load.</exception>
    public static Parity Require(string folder, IEnumerable<ParityFrame> frames)
    {
        var bundle = ModelBundle.Open(folder);
        using var teacher = FeatureModel.Load(Path.Combine(folder, BundleWriter.TeacherFile), new InferenceOptions());
        using var student = FeatureModel.Load(Path.Combine(folder, BundleWriter.StudentFile), new InferenceOptions());
        using var fused = new PictureScorer(bundle, Placement.Fused);
        using var pair = new PictureScorer(bundle, Placement.Pair);
        var worst = new Parity(0, 0, 0, 0, 0, 0);
        foreach (var frame in frames)
        {
            teacher.Run(frame.Picture);
            student.Run(frame.Picture);
            var (score, eq7) = fused.Score(frame.Picture);
            worst = new Parity(
                worst.Pictures + 1,
                Math.Max(worst.Teacher, Compare("teacher features", frame.Teacher, teacher.Features)),
                Math.Max(worst.Student, Compare("student features", frame.Student, student.Features)),
                Math.Max(worst.Score, Compare("score", frame.Score, score)),
                Math.Max(worst.Eq7, Compare("eq7", frame.Eq7, eq7)),
                Math.Max(worst.Pair, Compare("score of pair placement", score, pair.Score(frame.Picture).Score)));

            double Compare(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
            {
                var difference = Difference(expected, found);
                return difference <= Parity.Limit ? difference : throw new UserError(
                    $"the written bundle is not what was trained: {what} of {frame.Name} differs by {difference:g3} of its size; {Parity.Limit} is allowed",
                    folder, "do not use it; report this with the checkpoint it was written from");
            }
        }

        return worst.Pictures > 0 ? worst : throw new ArgumentException("there must be a frame to compare", nameof(frames));
    }

    /// <summary>Greatest difference as a fraction of the root mean square expected. Not a number counts as endless.</summary>
    public static double Difference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            throw new ArgumentException($"{expected.Length} values were expected, {found.Length} found", nameof(found));
        }

        var (squares, greatest) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            squares += (double)expected[i] * expected[i];
            var difference = Math.Abs((double)expected[i] - found[i]);
            greatest = Math.Max(greatest, double.IsFinite(difference) ? difference : double.PositiveInfinity);
        }

        return greatest == 0 ? 0 : greatest / Math.Sqrt(squares / expected.Length);
    }
}
