using System.Numerics;

namespace DiCNet.Train.Evaluation;

/// <summary>Two loops over floats, as wide as the processor allows.</summary>
static class Vectors
{
    /// <summary>Sum of products.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (i, sum, second) = (0, Vector<float>.Zero, Vector<float>.Zero);
        for (; i <= a.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
            second += new Vector<float>(a[(i + Vector<float>.Count)..]) * new Vector<float>(b[(i + Vector<float>.Count)..]);
        }

        double total = Vector.Sum(sum + second);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    /// <summary>Adds a multiple: y += x * factor.</summary>
    public static void AddMultiple(Span<float> y, ReadOnlySpan<float> x, float factor)
    {
        var i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(y[i..]) + (new Vector<float>(x[i..]) * factor)).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++)
        {
            y[i] += x[i] * factor;
        }
    }
}
