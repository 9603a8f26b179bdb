using System.Threading.Channels;
using DiCNet.App.Options;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>What the server shows of one stream. Any number of threads.</summary>
interface ILiveStream
{
    /// <summary>Its name.</summary>
    StreamId Id { get; }

    /// <summary>What it was opened with.</summary>
    StreamOptions Options { get; }

    /// <summary>Its source.</summary>
    SourceStatus Status { get; }

    /// <summary>How many watch its pictures.</summary>
    int Viewers { get; }

    /// <summary>Where its frames went.</summary>
    FrameCounts Counts { get; }

    /// <summary>The newest verdict in numbers; null before the first.</summary>
    StreamReadings? Readings { get; }

    /// <inheritdoc cref="LiveView.Watch"/>
    (ChannelReader<byte[]> Pictures, IDisposable Leave)? Watch(ViewKind kind);

    /// <inheritdoc cref="LiveView.LatestAsync"/>
    Task<byte[]?> LatestAsync(ViewKind kind, TimeSpan patience);
}
