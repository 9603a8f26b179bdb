using DiCNet.Train.Networks;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Training;

/// <summary>A teacher, its student, and how far they are apart.</summary>
/// <param name="teacher">In eval mode.</param>
/// <param name="student">In eval mode.</param>
sealed class Pair(Teacher teacher, Student student)
{
    // log(eq7) of two equal features must be a number.
    private const double Least = 1e-12;

    /// <summary>The teacher.</summary>
    public Teacher Teacher => teacher;

    /// <summary>The student.</summary>
    public Student Student => student;

    /// <summary>D = t' - s, [N, C, h, w].</summary>
    /// <param name="pictures">[N, 3, H, W]. Lent for the call.</param>
    public Tensor Difference(Tensor pictures) => teacher.NormalisedFeatures(pictures) - student.call(pictures);

    /// <summary>Eq. 7 of differences: mean over C of (D - mu)^2, [N, h, w].</summary>
    /// <param name="difference">[N, C, h, w]. Lent for the call.</param>
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
    /// <returns>Each [N, h, w]: Eq. 7, its logarithm, and the energy -logsumexp of the teacher's classifier on the student's features.</returns>
    public (Tensor Eq7, Tensor LogEq7, Tensor Energy) Measure(Tensor pictures, Tensor? mu)
    {
        using var scope = NewDisposeScope();
        var features = student.call(pictures);
        var eq7 = Eq7(teacher.NormalisedFeatures(pictures) - features, mu);
        var logits = teacher.Logits(features);
        // logsumexp, with the largest logit taken out so that nothing overflows.
        var most = logits.amax([1], keepdim: true);
        var energy = -((logits - most).exp().sum(1).log() + most.squeeze(1));
        return (eq7.MoveToOuterDisposeScope(), eq7.clamp(min: Least).log().MoveToOuterDisposeScope(), energy.MoveToOuterDisposeScope());
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
}
