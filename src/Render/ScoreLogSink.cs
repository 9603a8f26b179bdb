using System.Globalization;
using System.Text.Unicode;

namespace DiCNet.Render;

/// <summary>scores.csv: one line per frame.</summary>
/// <remarks>
/// Columns: frame (number in its stream), media_time_s (seconds), peak and mean (calibrated scores: 0 median of known pixels,
/// 1 alarm level), alarmed_area (fraction of the frame in [0, 1]). Decimal points, whatever the locale.
/// </remarks>
public sealed class ScoreLogSink : IVerdictSink
{
    private readonly LineFile _file;

    /// <summary>Opens the file; an old one is replaced.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public ScoreLogSink(string path)
    {
        _file = new LineFile(path);
        _file.Append("frame,media_time_s,peak,mean,alarmed_area"u8);
        _file.Flush();
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        Span<byte> line = stackalloc byte[256];
        var (frame, summary) = (verdict.Frame, verdict.Summary);
        Utf8.TryWrite(
            line, CultureInfo.InvariantCulture,
            $"{frame.Sequence},{frame.MediaTime.TotalSeconds:F6},{summary.Peak:F4},{summary.Mean:F4},{summary.AlarmedArea:F6}", out var length);
        _file.Append(line[..length]);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
    {
        _file.Flush();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
