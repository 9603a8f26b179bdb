using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DiCNet.Render;

namespace DiCNet.App.Replaying;

/// <summary>SHA-256 over the raw score grids of all frames, in order.</summary>
sealed class ScoreDigest : IVerdictSink
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest of what was written, lower-case hex.</summary>
    public string Value => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        _hash.AppendData(MemoryMarshal.AsBytes(verdict.Scores.Raw));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return ValueTask.CompletedTask;
    }
}
