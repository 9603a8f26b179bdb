using DiCNet.App.Replaying;
using Spectre.Console;

namespace DiCNet.App.Commands;

/// <summary>The table at the end of a replay: what happened, and where things are.</summary>
static class Summary
{
    /// <summary>Writes the table to stdout.</summary>
    public static void Write(IReadOnlyList<(ReplayRequest Request, Manifest Manifest)> runs)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("input", "frames", "lost", "events", "frames/s", "results");
        foreach (var (request, manifest) in runs)
        {
            var status = manifest.Status == RunStatus.Completed ? "" : $" ({manifest.Status.ToString().ToLowerInvariant()})";
            table.AddRow(
                Markup.Escape(Path.GetFileName(request.Location.TrimEnd('/')) + status),
                $"{manifest.Frames.Scored}",
                $"{manifest.Frames.Lost + manifest.FramesMissing}",
                $"{manifest.Events}",
                $"{manifest.FramesPerSecond:f1}",
                Markup.Escape(Path.GetRelativePath(Environment.CurrentDirectory, request.Out)));
        }

        AnsiConsole.Write(table);
        var (first, _) = runs[0];
        AnsiConsole.WriteLine($"Open {Path.Combine(Path.GetRelativePath(Environment.CurrentDirectory, first.Out), "report.html")}"
            + (first.Video ? " and annotated.mp4 beside it." : "."));
    }
}
