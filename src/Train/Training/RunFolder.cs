using System.Globalization;

namespace DiCNet.Train.Training;

/// <summary>The files of one training: losses.csv, evaluations.csv, latest.checkpoint, the finished network and report.html.</summary>
sealed class RunFolder : IDisposable
{
    private readonly StreamWriter _losses;
    private readonly StreamWriter _evaluations;

    /// <summary>Opens the folder, and makes it if need be.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">teacher or student: the finished checkpoint's name.</param>
    /// <param name="step">Step that comes next; rows of later steps are dropped, they will come again.</param>
    /// <exception cref="UserError">Nothing can be written there.</exception>
    public RunFolder(string path, string name, int step)
    {
        Path = path;
        Finished = File(name + ".checkpoint");
        try
        {
            Directory.CreateDirectory(path);
            Losses = [.. Rows(File("losses.csv")).Where(r => r.Step < step).Select(r => new LossRow(r.Step, Number(r.Cells[1])))];
            _losses = Continue(File("losses.csv"), "step,loss,rate,milliseconds", step, inclusive: false);
            Measures = [.. Rows(File("evaluations.csv")).Where(r => r.Step <= step && r.Cells.Length == 3).Select(r => new MeasureRow(r.Step, r.Cells[1], Number(r.Cells[2])))];
            _evaluations = Continue(File("evaluations.csv"), "step,measure,value", step, inclusive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>File of the checkpoint that a training is continued from.</summary>
    public string Latest => File("latest.checkpoint");

    /// <summary>File of the finished network.</summary>
    public string Finished { get; }

    /// <summary>Losses of all steps so far.</summary>
    public List<LossRow> Losses { get; }

    /// <summary>Measurements so far.</summary>
    public List<MeasureRow> Measures { get; }

    /// <summary>A file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Adds a step.</summary>
    /// <exception cref="UserError">The disk is full.</exception>
    public void AddLoss(int step, double loss, double rate, TimeSpan took)
    {
        Losses.Add(new LossRow(step, loss));
        Write(_losses, $"{step},{loss:R},{rate:G6},{took.TotalMilliseconds:0.0}");
    }

    /// <summary>Adds the measurements at a step.</summary>
    /// <exception cref="UserError">The disk is full.</exception>
    public void AddMeasures(int step, IReadOnlyDictionary<string, double> measures)
    {
        foreach (var (name, value) in measures)
        {
            Measures.Add(new MeasureRow(step, name, value));
            Write(_evaluations, $"{step},{name},{value:G6}");
        }
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public void WriteText(string name, string text)
    {
        try
        {
            System.IO.File.WriteAllText(File(name) + ".part", text);
            System.IO.File.Move(File(name) + ".part", File(name), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _losses.Dispose();
        _evaluations.Dispose();
    }

    private static IEnumerable<(int Step, string[] Cells)> Rows(string file) =>
        from line in System.IO.File.Exists(file) ? System.IO.File.ReadAllLines(file) : []
        let cells = line.Split(',')
        where cells.Length > 1 && int.TryParse(cells[0], out _)
        select (int.Parse(cells[0]), cells);

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    private static StreamWriter Continue(string file, string head, int step, bool inclusive)
    {
        var kept = Rows(file).Where(r => r.Step < step || (inclusive && r.Step == step)).Select(r => string.Join(',', r.Cells));
        System.IO.File.WriteAllLines(file + ".part", kept.Prepend(head));
        System.IO.File.Move(file + ".part", file, overwrite: true);
        return new StreamWriter(file, append: true) { AutoFlush = true };
    }

    private void Write(StreamWriter writer, string line)
    {
        try
        {
            writer.WriteLine(line);
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    private UserError Unwritable(Exception cause) =>
        new($"the run folder cannot be written ({cause.Message})", Path, "free space there, or choose another folder by --out; checkpoints already there are untouched", cause);
}
