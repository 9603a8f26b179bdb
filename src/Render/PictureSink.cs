using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>One output of pictures behind its leaky queue, with a task of its own: it may be slow, hang or fail, and nothing else notices.</summary>
sealed class PictureSink : IAsyncDisposable
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_lastPatience = TimeSpan.FromSeconds(20);

    private readonly string _name;
    private readonly IPictureOutput _output;
    private readonly SinkMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly LeakyPictures _pictures;
    private readonly Task _writing;
    private volatile string? _fault;

    /// <summary>Starts the task.</summary>
    /// <param name="name">What the output is called.</param>
    /// <param name="output">Owned from now on.</param>
    /// <param name="metrics">Its counts.</param>
    /// <param name="clock">Tells pauses and ages.</param>
    public PictureSink(string name, IPictureOutput output, SinkMetrics metrics, TimeProvider clock)
    {
        (_name, _output, _metrics, _clock) = (name, output, metrics, clock);
        _pictures = new LeakyPictures(metrics.CountDropped);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>How it does. Any number of threads.</summary>
    public OutputStatus Status => new(_name, _fault, _metrics.Written, _metrics.Lost);

    /// <summary>Copies a picture into the queue; never waits.</summary>
    /// <param name="picture">Lent for the call.</param>
    /// <param name="mediaTime">Of its frame.</param>
    /// <param name="capturedAt">Of its frame.</param>
    public void Offer(Mat picture, TimeSpan mediaTime, long capturedAt) => _pictures.Offer(picture, mediaTime, capturedAt);

    /// <summary>Writes what waits and ends the output well, with bounded patience.</summary>
    public async ValueTask DisposeAsync()
    {
        _pictures.Complete();
        // An output that hangs beyond all its own patience is left behind with its pictures.
        if (await Task.WhenAny(_writing, Task.Delay(s_lastPatience, _clock)) == _writing)
        {
            _pictures.Dispose();
        }
    }

    private async Task WriteAllAsync()
    {
        var (pause, restedAt) = (TimeSpan.Zero, 0L);
        while (await _pictures.WaitAsync())
        {
            while (_pictures.TryTake(out var picture))
            {
                using (picture)
                {
                    if (pause > TimeSpan.Zero && _clock.GetElapsedTime(restedAt) < pause)
                    {
                        _metrics.CountDropped();
                        continue;
                    }

                    try
                    {
                        await _output.WriteAsync(picture);
                        _metrics.CountWritten(_clock.GetElapsedTime(picture.CapturedAt));
                        (pause, _fault) = (TimeSpan.Zero, null);
                    }
                    catch (Exception e)
                    {
                        // Whatever is wrong with an output is that output's trouble alone.
                        _metrics.CountFailed();
                        _fault = Redactor.Clean(e.Message);
                        await TryAsync(_output.ResetAsync);
                        pause = pause == TimeSpan.Zero ? s_firstPause : pause * 2 > s_longestPause ? s_longestPause : pause * 2;
                        restedAt = _clock.GetTimestamp();
                    }
                }
            }
        }

        await TryAsync(_output.DisposeAsync);
    }

    private async Task TryAsync(Func<ValueTask> end)
    {
        try
        {
            await end();
        }
        catch (Exception e)
        {
            _fault ??= Redactor.Clean(e.Message);
        }
    }
}
