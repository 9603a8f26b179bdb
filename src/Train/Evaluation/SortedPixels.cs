using System.Buffers;
using DiCNet.Train.Data;

namespace DiCNet.Train.Evaluation;

/// <summary>The scores of one map by kind of pixel, ascending. Works in rented memory; lent until disposed.</summary>
readonly ref struct SortedPixels
{
    private readonly float[] _memory;

    /// <summary>Splits and sorts a map.</summary>
    /// <param name="scores">Any range. Lent for the call.</param>
    /// <param name="labels">Per pixel a class index, <see cref="ClassTable.Anomaly"/> or <see cref="ClassTable.Void"/>. Lent for the call.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not a number.</exception>
    public SortedPixels(ReadOnlySpan<float> scores, ReadOnlySpan<byte> labels)
    {
        if (scores.Length != labels.Length)
        {
            throw new ArgumentException($"{scores.Length} scores cannot be measured against {labels.Length} labels", nameof(labels));
        }

        _memory = ArrayPool<float>.Shared.Rent(2 * scores.Length);
        var pixels = _memory.AsSpan(0, scores.Length);
        var scratch = _memory.AsSpan(scores.Length, scores.Length);
        var (first, last) = (0, scores.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == ClassTable.Anomaly)
            {
                pixels[--last] = scores[i];
            }
            else if (labels[i] != ClassTable.Void)
            {
                pixels[first++] = scores[i];
            }
        }

        try
        {
            ScoreSort.Sort(pixels[..first], scratch);
            ScoreSort.Sort(pixels[last..], scratch);
        }
        catch
        {
            ArrayPool<float>.Shared.Return(_memory);
            throw;
        }

        Normal = pixels[..first];
        Anomalous = pixels[last..];
    }

    /// <summary>Scores of the normal pixels, ascending.</summary>
    public ReadOnlySpan<float> Normal { get; }

    /// <summary>Scores of the anomalous pixels, ascending.</summary>
    public ReadOnlySpan<float> Anomalous { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_memory);
}
