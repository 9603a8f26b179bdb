using System.Net;
using System.Text;

namespace DiCNet.Render;

/// <summary>report.html: a run on one page that needs no network, no script and no other file.</summary>
public static class ReportPage
{
    /// <summary>Writes the page; an old one is replaced, and only when the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">Heading, plain text.</param>
    /// <param name="trouble">Why the run did not reach the end of its input, plain text; null when it did.</param>
    /// <param name="facts">What else to know about the run, plain text, in order.</param>
    /// <param name="report">What was collected; finished. Lent for the call.</param>
    /// <exception cref="UserError">The file cannot be written.</exception>
    public static void Write(string path, string title, string? trouble, IReadOnlyList<(string Name, string Value)> facts, ReportSink report)
    {
        var part = path + ".part";
        try
        {
            File.WriteAllText(part, Html(title, trouble, facts, report));
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(part);
            throw new UserError($"the report cannot be written ({e.Message})", path, "free space there, or choose another folder", e);
        }
    }

    internal static string Html(string title, string? trouble, IReadOnlyList<(string Name, string Value)> facts, ReportSink report)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text(title)}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Text(title)}</h1>
            <p class="summary">{Summary(report)}</p>

            """);
        if (trouble is not null)
        {
            page.Append($"<p class=\"trouble\" role=\"status\"><strong>This run is not complete.</strong> {Text(trouble)}</p>\n");
        }

        page.Append("</header>\n<section>\n<h2>Score over time</h2>\n");
        ScoreChart.Append(page, report);
        page.Append("</section>\n<section>\n<h2>Events</h2>\n");
        if (report.Events.Count == 0)
        {
            page.Append("<p class=\"quiet\">No event: the score never stayed at the alarm level long enough.</p>\n");
        }

        for (var i = 0; i < report.Events.Count; i++)
        {
            AppendEvent(page, i + 1, report.Events[i]);
        }

        page.Append("</section>\n<section>\n<h2>Run</h2>\n<dl class=\"facts\">\n");
        foreach (var (name, value) in facts)
        {
            page.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>\n");
        }

        return page.Append("</dl>\n</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendEvent(StringBuilder page, int number, ReportSink.Entry entry)
    {
        var e = entry.Latest;
        var until = e.Phase == EventPhase.Ended ? "" : " <span class=\"open\">under way at the end</span>";
        page.Append(
            $"""
            <article id="event-{number}">
            <h3>{Text(e.Id)}{until}</h3>
            <dl class="facts">
            <div><dt>Time</dt><dd>{HeadUp.Clock(e.From)} to {HeadUp.Clock(e.To)} ({(e.To - e.From).TotalSeconds:0.0} s)</dd></div>
            <div><dt>Peak</dt><dd>{HeadUp.Score(e.Peak)} at {HeadUp.Clock(e.PeakAt)}</dd></div>
            <div><dt>Area</dt><dd>{e.Area * 100:0.00} % of the picture, last seen at x {e.Box.X}, y {e.Box.Y}, {e.Box.Width} x {e.Box.Height} pixels</dd></div>
            <div><dt>Frames lost</dt><dd>{e.FramesLost}</dd></div>
            </dl>

            """);
        if (entry.Pictures is { } pictures)
        {
            var at = HeadUp.Clock(pictures.At);
            page.Append("<div class=\"pictures\">\n");
            AppendPicture(page, pictures.Raw, $"Frame at {at}", $"Frame of {e.Id} at {at}");
            AppendPicture(page, pictures.Heat, "Scores", $"Scores of {e.Id} at {at}: the brighter, the less known");
            AppendPicture(page, pictures.Marked, "Marked", $"Frame of {e.Id} at {at} with scores, outlines and boxes");
            page.Append("</div>\n");
        }
        else
        {
            page.Append($"<p class=\"quiet\">Pictures are kept for the {ReportSink.MostPictured} events with the highest peaks.</p>\n");
        }

        page.Append("</article>\n");
    }

    private static void AppendPicture(StringBuilder page, byte[] jpeg, string caption, string alt) => page.Append(
        $"<figure><img src=\"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}\" alt=\"{Text(alt)}\"><figcaption>{Text(caption)}</figcaption></figure>\n");

    private static string Summary(ReportSink report)
    {
        var events = report.Events.Count switch
        {
            0 => "No event",
            1 => "1 event",
            var n => $"{n} events",
        };
        var curve = report.Curve.Points;
        return curve.Count == 0
            ? $"{events}. No frame was scored."
            : $"{events} in {HeadUp.Clock(report.End)} of video. Highest score {HeadUp.Score(curve.Max(p => p.Peak))}; 1 is the alarm level.";
    }

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What matters is told by the error on its way.
        }
    }

    private static string Text(string plain) => WebUtility.HtmlEncode(plain);
}
