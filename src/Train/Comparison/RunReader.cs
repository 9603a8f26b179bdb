using System.Globalization;
using DiCNet.Cli;
using DiCNet.Train.Training;

namespace DiCNet.Train.Comparison;

/// <summary>Reads run folders, also of trainings that go on meanwhile: nothing in them is touched.</summary>
static class RunReader
{
    private static readonly string[] s_kinds = ["teacher", "student"];

    /// <summary>Reads the runs in some folders.</summary>
    /// <param name="paths">Each a run's own folder, or one that holds <c>teacher</c> or <c>student</c>.</param>
    /// <exception cref="UserError">There is no training in a folder.</exception>
    public static IReadOnlyList<RecordedRun> Read(IEnumerable<string> paths)
    {
        var runs = paths.SelectMany(Expand).DistinctBy(Path.GetFullPath).Select(ReadOne).ToList();
        return [.. runs.Select(run => runs.Count(r => r.Kind == run.Kind && r.Name == run.Name) > 1 ? run with { Name = run.Folder } : run)];
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new UserError("there is no such folder", path, "name folders that dicnet-train teacher, student or run trained in");
        }

        if (IsRun(path))
        {
            return [path];
        }

        var inside = s_kinds.Select(kind => Path.Combine(path, kind)).Where(IsRun).ToList();
        return inside.Count > 0
            ? inside
            : throw new UserError(
                "there is no training in this folder (options.yaml and losses.csv)", path,
                "name folders that dicnet-train teacher, student or run trained in");
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, "options.yaml")) && File.Exists(Path.Combine(folder, "losses.csv"));

    private static RecordedRun ReadOne(string folder)
    {
        var header = s_kinds.Append("latest").Select(name => Header(Path.Combine(folder, name + ".checkpoint"))).FirstOrDefault(h => h is not null);
        var own = FileName(folder);
        var losses = Rows(Path.Combine(folder, "losses.csv"), 4);
        return new RecordedRun
        {
            Name = s_kinds.Contains(own) ? FileName(Path.GetDirectoryName(Path.GetFullPath(folder))!) : own,
            Folder = folder,
            Kind = header?.Kind ?? own switch
            {
                "teacher" => CheckpointKind.Teacher,
                "student" => CheckpointKind.Student,
                _ => throw new UserError("no checkpoint says what is trained here", folder, "wait for the first one, or call the folder teacher or student as it was"),
            },
            Header = header,
            Options = ConfigFile.Read(Path.Combine(folder, "options.yaml")).Where(s => s.Value is not null)
                .GroupBy(s => s.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value!, StringComparer.Ordinal),
            Losses = [.. losses.Select(r => new LossRow(r.Step, Number(r.Cells[1])))],
            Trained = TimeSpan.FromMilliseconds(losses.Select(r => Number(r.Cells[3])).Where(double.IsFinite).Sum()),
            Measures = [.. Rows(Path.Combine(folder, "evaluations.csv"), 3).Select(r => new MeasureRow(r.Step, r.Cells[1], Number(r.Cells[2])))],
        };
    }

    /// <summary>What the checkpoint says; null for none, and for one that cannot be read: curves can be compared without it.</summary>
    private static CheckpointHeader? Header(string file)
    {
        try
        {
            return File.Exists(file) ? CheckpointFile.Read(file).Header : null;
        }
        catch (UserError)
        {
            return null;
        }
    }

    private static List<(int Step, string[] Cells)> Rows(string file, int cells)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            // What follows the last line break is being written.
            var lines = reader.ReadToEnd().Split('\n')[..^1];
            return
            [
                .. from line in lines
                   let parts = line.TrimEnd('\r').Split(',')
                   where parts.Length == cells && int.TryParse(parts[0], CultureInfo.InvariantCulture, out _)
                   select (int.Parse(parts[0], CultureInfo.InvariantCulture), parts),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the file cannot be read ({e.Message})", file, "check its permissions", e);
        }
    }

    private static string FileName(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
