using System.Threading.Channels;

namespace DiCNet.Ingest;

/// <summary>Where frames come from. One stream, read once, by one caller.</summary>
/// <remarks>A source is open when it exists: what cannot be opened is a <see cref="UserError"/> of whoever makes it.</remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>What is known of the stream before it is read.</summary>
    SourceInfo Info { get; }

    /// <summary>Gives frames to the channel until the end of the stream or the stop; frames carry their owner with them.</summary>
    /// <param name="frames">Takes ownership of each frame. Not completed here.</param>
    /// <param name="stop">Ends the stream early and in good order; it is not an error.</param>
    Task RunAsync(ChannelWriter<Frame> frames, CancellationToken stop);
}
