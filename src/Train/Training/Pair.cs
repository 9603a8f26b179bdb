using DiCNet.Train.Evaluation;
using DiCNet.Train.Networks;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Training;

/// <summary>A teacher, its student, and how far they are apart.</summary>
/// <param name="teacher">In eval mode.</param>
/// <param name="student">In eval mode.</param>
/// <param name="ridge">Of the whitening, see <see cref="StudentOptions.Whitening"/>; 0 for none.</param>
sealed class Pair(Teacher teacher, Student student, double ridge)
{
    // log(eq7) of two equal features must be a number.
    private const double Least = 1e-12;

    private float[]? _whitening;

    /// <summary>The teacher.</summary>
    public Teacher Teacher => teacher;

    /// <summary>The student.</summary>
    public Student Student => student;

    /// <summary>D = t' - s, [N, C, h, w].</summary>
    /// <param name="pictures">[N, 3, H, W]. Lent for the call.</param>
    public Tensor Difference(Tensor pictures) => teacher.NormalisedFeatures(pictures) - student.call(pictures);

    /// <summary>W [C, C] with W'W = (R + ridge)^-1 for the correlation R of the teacher's channels; null for a ridge of 0.</summary>
    /// <remarks>Scaled so that W t' has a mean variance of 1, as t' has: a student that says nothing gets an Eq. 7 of 1 with or without it.</remarks>
    public float[]? Whitening => ridge > 0 ? _whitening ??= MakeWhitening() : null;

    /// <summary>W D, or D where there is no W.</summary>
    /// <param name="difference">[N, C, h, w]. Lent for the call.</param>
    public Tensor Whiten(Tensor difference)
    {
        using var scope = NewDisposeScope();
        return Whitening is { } w
            ? Functional.conv2d(difference, tensor(w, [teacher.Spec.Features, teacher.Spec.Features, 1, 1], device: difference.device)).MoveToOuterDisposeScope()
            : difference.alias().MoveToOuterDisposeScope();
    }

    /// <summary>Eq. 7 of differences: mean over C of (D - mu)^2, [N, h, w].</summary>
    /// <param name="difference">[N, C, h, w], whitened or not. Lent for the call.</param>
    /// <param name="mu">[C], or null for zeros. Lent for the call.</param>
    /// <remarks>Source: Zhou et al. 2021 (arXiv:2112.09908), Eq. (7).</remarks>
    public static Tensor Eq7(Tensor difference, Tensor? mu)
    {
        using var scope = NewDisposeScope();
        var centred = mu is null ? difference : difference - mu.view(1, -1, 1, 1);
        return centred.square().mean([1]).MoveToOuterDisposeScope();
    }

    /// <summary>Everything that the score rules are made of, for whole pictures.</summary>
    /// <param name="pictures">[N, 3, H, W]. Lent for the call.</param>
    /// <param name="mu">[C], or null for zeros. Lent for the call.</param>
    /// <returns>Of the caller's dispose scope.</returns>
    public PairScores Measure(Tensor pictures, Tensor? mu)
    {
        using var scope = NewDisposeScope();
        var (wanted, features) = (teacher.NormalisedFeatures(pictures), student.call(pictures));
        var eq7 = Eq7(Whiten(wanted - features), mu);
        return new PairScores(
            eq7.MoveToOuterDisposeScope(), eq7.clamp(min: Least).log().MoveToOuterDisposeScope(),
            Energy(features).MoveToOuterDisposeScope(), Energy(wanted).MoveToOuterDisposeScope());
    }

    /// <summary>Both to measuring: exact arithmetic, nothing random.</summary>
    public void Eval()
    {
        (teacher.Arithmetic.Precision, student.Arithmetic.Precision) = (Precision.Float32, Precision.Float32);
        teacher.eval();
        student.eval();
    }

    /// <summary>Mean squared difference over all cells and channels: Eq. 6.</summary>
    /// <remarks>Differs: the paper divides by M C only; the mean over positions too is what the published learning rate belongs to.</remarks>
    public static Tensor Distillation(Tensor student, Tensor teacher) => Functional.mse_loss(student, teacher);

    private Tensor Energy(Tensor features)
    {
        var logits = teacher.Logits(features);
        // logsumexp, with the largest logit taken out so that nothing overflows.
        var most = logits.amax([1], keepdim: true);
        return -((logits - most).exp().sum(1).log() + most.squeeze(1));
    }

    private float[] MakeWhitening()
    {
        var channels = (int)teacher.Spec.Features;
        var ridged = Array.ConvertAll(Floats.Of(teacher.Normalize.Correlation), r => (double)r);
        for (var c = 0; c < channels; c++)
        {
            ridged[(c * channels) + c] += ridge;
        }

        var w = Evaluation.Whitening.Of(ridged, channels);
        // W R W' = 1 - ridge W W': its trace, a channel's share of it.
        var variance = 1 - (ridge * w.Sum(v => v * v) / channels);
        var scale = 1 / Math.Sqrt(variance);
        return [.. w.Select(v => (float)(v * scale))];
    }
}
