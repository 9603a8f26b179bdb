namespace DiCNet.Train.Commands;

/// <summary>How many frames were looked into, on one line of a terminal's stderr; nothing where stderr is no terminal. Any number of threads.</summary>
/// <param name="frames">Frames in all.</param>
sealed class FrameProgress(int frames) : IDisposable
{
    private readonly Lock _line = new();
    private readonly bool _isShown = !Console.IsErrorRedirected;
    private int _seen;
    private int _percent = -1;

    /// <summary>One more.</summary>
    public void Step()
    {
        if (!_isShown)
        {
            return;
        }

        lock (_line)
        {
            _seen++;
            var percent = (int)(100L * _seen / frames);
            if (percent > _percent)
            {
                _percent = percent;
                Console.Error.Write($"\r{_seen} of {frames} frames");
            }
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            Console.Error.Write("\r" + new string(' ', 40) + "\r");
        }
    }
}
