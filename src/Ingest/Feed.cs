using System.Threading.Channels;
using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>One connection of a live source: a thread that opens it, reads it and closes it.</summary>
/// <remarks>
/// A thread of its own, because reading blocks, and because it can hang in native code for ever: then it is left behind,
/// with a picture that belongs to nobody else, and tidies up after itself if it ever comes back.
/// </remarks>
sealed class Feed : IDisposable
{
    private readonly Func<IPictures> _open;
    private readonly Action<IPictures, Picture> _begin;
    private readonly FrameGiver _give;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<FeedEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _readingSince;
    private volatile bool _delivers;

    private Feed(Func<IPictures> open, Action<IPictures, Picture> begin, FrameGiver give, TimeProvider time)
    {
        (_open, _begin, _give, _time) = (open, begin, give, time);
        _readingSince = time.GetTimestamp();
    }

    /// <summary>Takes a picture, whose pixels it may exchange for others.</summary>
    public delegate void FrameGiver(Picture picture, IPictures pictures, ref Mat pixels, CancellationToken closing);

    /// <summary>How it ended, once it has.</summary>
    public Task<FeedEnd> Ended => _ended.Task;

    /// <summary>Whether it has given a picture.</summary>
    public bool Delivers => _delivers;

    /// <summary>How long it has been waiting for the source; zero while it does something else.</summary>
    public TimeSpan Silent => Interlocked.Read(ref _readingSince) is var since and not 0 ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Starts it.</summary>
    /// <param name="name">For the thread.</param>
    /// <param name="open">Opens the source; on the thread.</param>
    /// <param name="begin">Told of the first picture; on the thread.</param>
    /// <param name="give">Takes each picture; on the thread.</param>
    /// <param name="time">The clock.</param>
    public static Feed Start(string name, Func<IPictures> open, Action<IPictures, Picture> begin, FrameGiver give, TimeProvider time)
    {
        var feed = new Feed(open, begin, give, time);
        new Thread(feed.Run) { IsBackground = true, Name = name }.Start();
        return feed;
    }

    /// <summary>Asks it to end and waits for that.</summary>
    /// <returns>False when it hangs and was left behind.</returns>
    public async Task<bool> CloseAsync(TimeSpan grace)
    {
        await _closing.CancelAsync();
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(Ended, Task.Delay(grace, _time, enough.Token));
        await enough.CancelAsync();
        return Ended.IsCompleted;
    }

    /// <summary>Only once it has ended.</summary>
    public void Dispose() => _closing.Dispose();

    private void Run()
    {
        FeedEnd end;
        try
        {
            end = Read();
        }
        catch (ConnectionLostException e)
        {
            end = new FeedEnd(FeedEndKind.Lost, e.Message, e.RetryAtOnce);
        }
        catch (UserError e)
        {
            end = new FeedEnd(FeedEndKind.Refused, e.Message);
        }
        catch (ChannelClosedException)
        {
            end = new FeedEnd(FeedEndKind.Closed);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            end = new FeedEnd(FeedEndKind.Stopped);
        }
        catch (Exception e)
        {
            // A fault of a decoder must not end the process, nor any other stream.
            end = new FeedEnd(FeedEndKind.Lost, $"{e.GetType().Name}: {e.Message}");
        }

        _ended.SetResult(_closing.IsCancellationRequested && end.Kind == FeedEndKind.Over ? end with { Kind = FeedEndKind.Stopped } : end);
    }

    private FeedEnd Read()
    {
        var closing = _closing.Token;
        var pixels = new Mat();
        try
        {
            using var pictures = _open();
            using var interruption = closing.Register(pictures.Interrupt);
            while (true)
            {
                Interlocked.Exchange(ref _readingSince, _time.GetTimestamp());
                var picture = pictures.Next(pixels);
                if (picture.HeldBack > TimeSpan.Zero)
                {
                    Task.Delay(picture.HeldBack, _time, closing).GetAwaiter().GetResult();
                }

                // From here on another connection may be at work, if this one was left behind.
                closing.ThrowIfCancellationRequested();
                Interlocked.Exchange(ref _readingSince, 0);
                if (picture.Kind == PictureKind.End)
                {
                    return new FeedEnd(FeedEndKind.Over);
                }

                if (!_delivers && picture.Kind == PictureKind.Whole)
                {
                    _begin(pictures, picture);
                    _delivers = true;
                }

                _give(picture, pictures, ref pixels, closing);
            }
        }
        finally
        {
            pixels.Dispose();
        }
    }
}
