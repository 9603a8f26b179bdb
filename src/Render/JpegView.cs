using OpenCvSharp;
using Prometheus;

namespace DiCNet.Render;

/// <summary>One kind of picture of one stream for people who watch: encoded once, by a task of its own, for all of them.</summary>
sealed class JpegView : IAsyncDisposable
{
    private const int Widest = 1280;
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly int[] _quality;
    private readonly Counter.Child _encodes;
    private readonly LeakyPictures _pictures = new(static () => { });
    private readonly Lock _gate = new();
    private readonly Task _encoding;
    private Viewer[] _viewers = [];
    private TaskCompletionSource<byte[]?>? _wanted;
    private byte[]? _last;
    private long _lastAt;
    private bool _ended;

    /// <summary>Starts the task.</summary>
    public JpegView(int quality, Counter.Child encodes, TimeProvider clock)
    {
        (_quality, _encodes, _clock) = ([(int)ImwriteFlags.JpegQuality, quality], encodes, clock);
        _encoding = Task.Run(EncodeAllAsync);
    }

    /// <summary>Whether somebody watches or waits.</summary>
    public bool IsWanted => _viewers.Length > 0 || _wanted is not null;

    /// <summary>Adds a viewer.</summary>
    /// <param name="left">Called once when the viewer leaves.</param>
    public Viewer Watch(Action left)
    {
        var viewer = new Viewer(v =>
        {
            lock (_gate)
            {
                _viewers = [.. _viewers.Where(other => other != v)];
            }

            left();
        });
        lock (_gate)
        {
            _viewers = [.. _viewers, viewer];
            if (_ended)
            {
                viewer.End();
            }
        }

        return viewer;
    }

    /// <summary>The newest picture; the last one where no newer comes in time, null where there never was one.</summary>
    public async Task<byte[]?> LatestAsync(TimeSpan patience)
    {
        Task<byte[]?> next;
        lock (_gate)
        {
            if (_ended || (_last is not null && _clock.GetElapsedTime(_lastAt) < s_fresh))
            {
                return _last;
            }

            _wanted ??= new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
            next = _wanted.Task;
        }

        await Task.WhenAny(next, Task.Delay(patience, _clock));
        lock (_gate)
        {
            return next.IsCompletedSuccessfully ? next.GetAwaiter().GetResult() : _last;
        }
    }

    /// <summary>Copies a picture to be encoded; never waits.</summary>
    /// <param name="picture">Lent for the call.</param>
    public void Offer(Mat picture) => _pictures.Offer(picture, TimeSpan.Zero, 0);

    /// <summary>Ends the task and tells the viewers.</summary>
    public async ValueTask DisposeAsync()
    {
        _pictures.Complete();
        await _encoding;
        _pictures.Dispose();
        lock (_gate)
        {
            _ended = true;
            _wanted?.TrySetResult(_last);
            foreach (var viewer in _viewers)
            {
                viewer.End();
            }
        }
    }

    private async Task EncodeAllAsync()
    {
        using var small = new Mat();
        while (await _pictures.WaitAsync())
        {
            while (_pictures.TryTake(out var picture))
            {
                using (picture)
                {
                    Show(Encode(picture.Pixels, small));
                }
            }
        }
    }

    private byte[] Encode(Mat picture, Mat small)
    {
        if (picture.Width > Widest)
        {
            Cv2.Resize(picture, small, new Size(Widest, Math.Max(1, (int)Math.Round(picture.Height * (double)Widest / picture.Width))), interpolation: InterpolationFlags.Area);
            picture = small;
        }

        Cv2.ImEncode(".jpg", picture, out var jpeg, _quality);
        _encodes.Inc();
        return jpeg;
    }

    private void Show(byte[] jpeg)
    {
        lock (_gate)
        {
            (_last, _lastAt) = (jpeg, _clock.GetTimestamp());
            _wanted?.TrySetResult(jpeg);
            _wanted = null;
            foreach (var viewer in _viewers)
            {
                viewer.Show(jpeg);
            }
        }
    }
}
