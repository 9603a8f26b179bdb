using DiCNet.App.Live;
using DiCNet.Ingest;

namespace DiCNet.App.Web;

/// <summary>A stream as the API shows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Location">Where it comes from, without secrets.</param>
/// <param name="State">What its source is doing.</param>
/// <param name="Quality">What its last picture was like.</param>
/// <param name="Reason">Why it is in this state; null while frames come.</param>
/// <param name="Since">When the state began.</param>
/// <param name="LastFrameAt">When the last frame came; null before the first.</param>
/// <param name="Epoch">Connections that gave frames, from 0.</param>
/// <param name="Reconnects">How often it was opened again.</param>
/// <param name="Width">Of its pictures in pixels; null before it was open.</param>
/// <param name="Height">Of its pictures in pixels; null before it was open.</param>
/// <param name="NominalFramesPerSecond">The rate that it announces; null before it was open.</param>
/// <param name="Counts">Where its frames went.</param>
/// <param name="Readings">The newest verdict in numbers; null before the first.</param>
/// <param name="Viewers">How many watch its pictures.</param>
sealed record StreamAnswer(
    string Id, string Location, SourceState State, FrameQuality Quality, string? Reason, DateTimeOffset Since, DateTimeOffset? LastFrameAt, int Epoch,
    long Reconnects, int? Width, int? Height, double? NominalFramesPerSecond, FrameCounts Counts, StreamReadings? Readings, int Viewers)
{
    public static StreamAnswer Of(ILiveStream stream)
    {
        var (status, info) = (stream.Status, stream.Status.Info);
        return new StreamAnswer(
            stream.Id.Name, Redactor.Clean(stream.Options.Uri), status.State, status.Quality, status.Reason is { } r ? Redactor.Clean(r) : null, status.Since,
            status.LastFrameAt, status.Epoch, status.Reconnects, info?.Width, info?.Height, info?.FramesPerSecond, stream.Counts, stream.Readings, stream.Viewers);
    }

    public static IReadOnlyList<StreamAnswer> All(ILiveSystem system) => [.. system.Streams.Select(Of)];
}
