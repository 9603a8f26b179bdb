namespace DiCNet.Train.Commands;

/// <summary>How far long work is, on one line of a terminal's stderr; elsewhere a line when a step ends. One caller at a time.</summary>
sealed class StepProgress : IDisposable
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private int _shown;
    private string _last = "";

    /// <summary>Shows a step.</summary>
    /// <param name="step">What is being done.</param>
    /// <param name="done">How much of it is.</param>
    /// <param name="total">Of how much.</param>
    public void Show(string step, int done, int total)
    {
        if (_isTerminal)
        {
            var line = $"{step} {done}/{total}";
            Console.Error.Write($"\r{line.PadRight(_shown)}");
            _shown = line.Length;
        }
        else if (done == total && step != _last)
        {
            Console.Error.WriteLine($"{step} {done}/{total}");
            _last = step;
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_shown > 0)
        {
            Console.Error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
