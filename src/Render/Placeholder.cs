using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>What viewers and outputs get while a source is dead: dark, with its name, the cause and when it was last seen.</summary>
sealed class Placeholder : IDisposable
{
    private static readonly Scalar s_ground = Scalar.FromRgb(28, 30, 34);
    private static readonly Scalar s_stripe = Scalar.FromRgb(38, 41, 46);

    private readonly Mat _picture = new();

    /// <summary>Draws it. The result is valid until the next call.</summary>
    /// <param name="stream">Whose picture is missing.</param>
    /// <param name="cause">Why, without secrets.</param>
    /// <param name="lastSeen">When the last frame came; null before the first.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public Mat Draw(StreamId stream, string cause, DateTimeOffset? lastSeen, int width, int height)
    {
        _picture.Create(height, width, MatType.CV_8UC3);
        Cv2.Rectangle(_picture, new Rect(0, 0, width, height), s_ground, -1);
        var gap = Math.Max(24, width / 16);
        for (var x = -height; x < width; x += gap)
        {
            Cv2.Line(_picture, new Point(x, height), new Point(x + height, 0), s_stripe, Math.Max(2, gap / 6), LineTypes.AntiAlias);
        }

        var brush = new Brush(new Size(width * 3 / 2, height * 3 / 2));
        var seen = lastSeen is { } at ? FormattableString.Invariant($"last picture {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "no picture yet";
        var room = width - (4 * brush.Margin);
        List<(string Text, Scalar Color)> lines = [(stream.Name, Brush.Calm), .. Wrap(cause, brush, room).Select(l => (l, Brush.Warning)), (seen, Brush.Calm)];
        var top = Math.Max(brush.Margin, (height - (lines.Count * brush.Strip)) / 2);
        foreach (var (text, color) in lines)
        {
            top += brush.Strip;
            brush.Write(_picture, text, Math.Max(brush.Margin, (width - brush.Width(text)) / 2), top - brush.Margin, color);
        }

        return _picture;
    }

    /// <inheritdoc/>
    public void Dispose() => _picture.Dispose();

    private static List<string> Wrap(string text, Brush brush, int room)
    {
        // The font has no other letters, and three lines are enough for a cause.
        var words = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (line, lines) = ("", new List<string>());
        foreach (var word in words)
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && brush.Width(longer) > room)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        if (lines.Count > 3)
        {
            lines.RemoveRange(3, lines.Count - 3);
            lines[2] += " ...";
        }

        return lines;
    }
}
