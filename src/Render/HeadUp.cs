using System.Text;
using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>The line at the top of a picture: stream, media time, score, events.</summary>
static class HeadUp
{
    private const int NamedEvents = 3;

    /// <summary>Darkens the strip and writes the line on it; in the warning colour while an event is under way.</summary>
    /// <param name="picture">Lent for the call.</param>
    /// <param name="verdict">Lent for the call.</param>
    /// <param name="brush">Sizes for this picture.</param>
    public static void Draw(Mat picture, Verdict verdict, Brush brush)
    {
        var width = picture.Width;
        var height = Math.Min(brush.Strip, picture.Height);
        using (var strip = picture.SubMat(new Rect(0, 0, width, height)))
        {
            strip.ConvertTo(strip, MatType.CV_8UC3, 0.3);
        }

        var active = verdict.Active;
        var color = active.Count > 0 ? Brush.Warning : Brush.Calm;
        var room = width - (2 * brush.Margin);
        var (time, stream) = (Clock(verdict.Frame.MediaTime), verdict.Frame.Stream.Name);
        var score = $"score {Score(verdict.Summary.Peak)}";
        var events = Events(active);

        // What fits least is left out first: a small picture keeps its score.
        foreach (var left in (ReadOnlySpan<string>)[$"{stream}   {time}   {score}", $"{time}   {score}", score])
        {
            var free = room - brush.Width(left);
            if (free < 0)
            {
                continue;
            }

            var bottom = brush.Margin + brush.Capital;
            brush.Write(picture, left, brush.Margin, bottom, color);
            foreach (var right in (ReadOnlySpan<string>)[events, Count(active.Count)])
            {
                var needed = brush.Width(right);
                if (needed + (3 * brush.Margin) <= free)
                {
                    brush.Write(picture, right, width - brush.Margin - needed, bottom, color);
                    break;
                }
            }

            break;
        }
    }

    /// <summary>The part of an event's id that differs within its stream: <c>#00001</c>.</summary>
    public static string Short(AnomalyEvent e) =>
        e.Id.StartsWith(e.Stream.Name + "-", StringComparison.Ordinal) ? $"#{e.Id.AsSpan(e.Stream.Name.Length + 1)}" : e.Id;

    /// <summary><c>mm:ss.mmm</c>, with hours in front where there are any.</summary>
    public static string Clock(TimeSpan time)
    {
        var total = Math.Max(0, (long)Math.Round(time.TotalMilliseconds));
        var (hours, minutes, seconds, rest) = (total / 3_600_000, total / 60_000 % 60, total / 1000 % 60, total % 1000);
        return hours > 0 ? $"{hours}:{minutes:D2}:{seconds:D2}.{rest:D3}" : $"{minutes:D2}:{seconds:D2}.{rest:D3}";
    }

    /// <summary>A score with two decimals, never rounded up to the alarm level.</summary>
    public static string Score(float score) => (Math.Floor(score * 100d) / 100).ToString("F2");

    private static string Count(int events) => events switch
    {
        0 => "",
        1 => "1 event",
        _ => $"{events} events",
    };

    private static string Events(IReadOnlyList<AnomalyEvent> active)
    {
        if (active.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder(Count(active.Count)).Append("  ");
        for (var i = 0; i < Math.Min(active.Count, NamedEvents); i++)
        {
            text.Append(' ').Append(Short(active[i]));
        }

        return text.Append(active.Count > NamedEvents ? " ..." : "").ToString();
    }
}
