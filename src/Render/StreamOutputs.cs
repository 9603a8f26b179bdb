namespace DiCNet.Render;

/// <summary>Everything that is made of the verdicts of one live stream. Writing never waits and never fails: each output is on its own.</summary>
public sealed class StreamOutputs : IAsyncDisposable
{
    private readonly StreamId _stream;
    private readonly TimeProvider _clock;
    private readonly List<PictureSink> _pictures = [];
    private readonly List<IMessageOutput> _messages = [];
    private readonly Placeholder _placeholder = new();
    private readonly Lock _gate = new();
    private (TimeSpan Media, long At) _last;
    private bool _ended;

    /// <summary>Starts the outputs that the options name; what they need is made when the first picture comes.</summary>
    /// <param name="stream">Whose outputs they are.</param>
    /// <param name="options">Which.</param>
    /// <param name="render">How pictures are encoded.</param>
    /// <param name="framesPerSecond">Nominal rate of the source, 0 while unknown.</param>
    /// <param name="metrics">The instruments of all outputs.</param>
    /// <param name="clock">Tells ages, pauses and names.</param>
    /// <exception cref="UserError">ffmpeg is needed and not installed.</exception>
    public StreamOutputs(StreamId stream, OutputOptions options, RenderOptions render, Func<double> framesPerSecond, OutputMetrics metrics, TimeProvider clock)
    {
        (_stream, _clock) = (stream, clock);
        _last = (TimeSpan.Zero, clock.GetTimestamp());
        View = new LiveView(stream, options, metrics, clock);
        if (options.Record is not null || options.Push is not null || options.Hls is not null)
        {
            Ffmpeg.Require();
        }

        if (options.Record is not null)
        {
            AddPictures("record", new SegmentRecorder(stream, options, render.VideoQuality, framesPerSecond, clock));
        }

        if (options.Push is not null)
        {
            AddPictures("push", new PushOutput("push", options.Push, options, framesPerSecond, clock));
        }

        if (options.Hls is not null)
        {
            AddPictures("hls", new PushOutput("hls", options.Hls, options, framesPerSecond, clock));
        }

        if (options.Events is not null)
        {
            _messages.Add(new EventFileOutput(options.Events, new SinkMetrics(metrics, stream, "events"), clock));
        }

        if (options.Webhook is not null)
        {
            _messages.Add(new WebhookOutput(stream, options.Webhook, options.Outbox!, options.OutboxMessages, new SinkMetrics(metrics, stream, "webhook"), clock));
        }

        void AddPictures(string name, IPictureOutput output) => _pictures.Add(new PictureSink(name, output, new SinkMetrics(metrics, stream, name), clock));
    }

    /// <summary>Its pictures for people who watch.</summary>
    public LiveView View { get; }

    /// <summary>How each output does. Any number of threads.</summary>
    public IReadOnlyList<OutputStatus> Status => [.. _pictures.Select(p => p.Status), .. _messages.Select(m => m.Status)];

    /// <summary>Copies what each output needs of a verdict; draws only what one of them needs.</summary>
    /// <param name="verdict">Lent for the call.</param>
    /// <param name="overlay">Lent for the call.</param>
    public void Write(Verdict verdict, Overlay overlay)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            var frame = verdict.Frame;
            _last = (frame.MediaTime, _clock.GetTimestamp());
            if (View.Wants(ViewKind.Raw))
            {
                View.Offer(ViewKind.Raw, frame.Pixels);
            }

            if (View.Wants(ViewKind.Heatmap))
            {
                View.Offer(ViewKind.Heatmap, overlay.HeatMap(verdict));
            }

            if (View.Wants(ViewKind.Overlay))
            {
                View.Offer(ViewKind.Overlay, overlay.Draw(verdict));
            }

            foreach (var output in _pictures)
            {
                output.Offer(overlay.Draw(verdict), frame.MediaTime, frame.CapturedAt);
            }

            WriteMessages(verdict.News);
        }
    }

    /// <summary>Shows viewers and outputs that the source is dead; to be called about once a second while it is. Never waits.</summary>
    /// <param name="cause">Why, without secrets.</param>
    /// <param name="lastSeen">When the last frame came; null before the first.</param>
    /// <param name="width">Of the source's pictures, in pixels.</param>
    /// <param name="height">Of the source's pictures, in pixels.</param>
    public void WritePlaceholder(string cause, DateTimeOffset? lastSeen, int width, int height)
    {
        lock (_gate)
        {
            var wanted = Enum.GetValues<ViewKind>().Where(View.Wants).ToList();
            if (_ended || (wanted.Count == 0 && _pictures.Count == 0))
            {
                return;
            }

            var picture = _placeholder.Draw(_stream, cause, lastSeen, width, height);
            foreach (var kind in wanted)
            {
                View.Offer(kind, picture);
            }

            var now = _clock.GetTimestamp();
            foreach (var output in _pictures)
            {
                output.Offer(picture, _last.Media + _clock.GetElapsedTime(_last.At, now), now);
            }
        }
    }

    /// <summary>Hands messages of events to the outputs that take them. Never waits.</summary>
    public void WriteMessages(IReadOnlyList<AnomalyEvent> messages)
    {
        if (messages.Count > 0)
        {
            foreach (var output in _messages)
            {
                output.Write(messages);
            }
        }
    }

    /// <summary>Ends all outputs well, each with bounded patience.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _ended = true;
        }

        await Task.WhenAll([.. _pictures.Select(p => p.DisposeAsync().AsTask()), .. _messages.Select(m => m.DisposeAsync().AsTask()), View.DisposeAsync().AsTask()]);
        _placeholder.Dispose();
    }
}
