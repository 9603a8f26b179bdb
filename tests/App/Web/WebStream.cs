using System.Threading.Channels;
using DiCNet.App.Live;
using DiCNet.App.Options;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.Tests.App.Web;

/// <summary>A stream whose state and pictures a test gives.</summary>
sealed class WebStream(StreamOptions options, DateTimeOffset now) : ILiveStream
{
    private readonly List<Channel<byte[]>> _mailboxes = [];
    private byte[]? _latest;

    public StreamId Id { get; } = new(options.Id);

    public StreamOptions Options => options;

    public SourceStatus Status { get; set; } = new(SourceState.Starting, FrameQuality.Good, null, now, null, 0, 0, null);

    public int Viewers
    {
        get
        {
            lock (_mailboxes)
            {
                return _mailboxes.Count;
            }
        }
    }

    public FrameCounts Counts { get; set; } = new(0, 0, new Dictionary<DropReason, long>(), new Dictionary<FailReason, long>());

    public StreamReadings? Readings { get; set; }

    public (ChannelReader<byte[]> Pictures, IDisposable Leave)? Watch(ViewKind kind)
    {
        lock (_mailboxes)
        {
            if (_mailboxes.Count >= options.Outputs.Viewers)
            {
                return null;
            }

            var mailbox = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            _mailboxes.Add(mailbox);
            if (_latest is { } picture)
            {
                mailbox.Writer.TryWrite(picture);
            }

            return (mailbox.Reader, new Leave(_mailboxes, mailbox));
        }
    }

    public Task<byte[]?> LatestAsync(ViewKind kind, TimeSpan patience) => Task.FromResult(_latest);

    /// <summary>Gives a picture to all who watch.</summary>
    public void Show(byte[] picture)
    {
        lock (_mailboxes)
        {
            _latest = picture;
            _mailboxes.ForEach(m => m.Writer.TryWrite(picture));
        }
    }

    private sealed class Leave(List<Channel<byte[]>> mailboxes, Channel<byte[]> mailbox) : IDisposable
    {
        public void Dispose()
        {
            lock (mailboxes)
            {
                mailboxes.Remove(mailbox);
            }
        }
    }
}
