namespace DiCNet;

/// <summary>One message in the life of an event: something unknown was on the road. Plain immutable data, safe to share.</summary>
/// <param name="Id">Stable over the life of the event, unique in its stream: <c>stream-00001</c>. The same input gives the same ids.</param>
/// <param name="Revision">1 for <see cref="EventPhase.Started"/>, then one more per message.</param>
/// <param name="Phase">Where in its life the event is.</param>
/// <param name="Stream">The stream it is on.</param>
/// <param name="From">Media time when it first reached the alarm level.</param>
/// <param name="To">Media time when it was last seen above the low level.</param>
/// <param name="Box">Where it was last seen, in pixels of the source picture.</param>
/// <param name="Peak">Highest calibrated score so far (1 is the alarm level).</param>
/// <param name="PeakAt">Media time of that score.</param>
/// <param name="Area">Area it last covered, as a fraction of the frame, in [0, 1].</param>
/// <param name="FramesLost">Frames of its stream that were dropped or failed since <paramref name="From"/>.</param>
/// <param name="Model">SHA-256 of the model that scored it.</param>
/// <param name="Threshold">SHA-256 of the threshold file, or "card" when the alarm level came from the model's card.</param>
/// <param name="Zone">Named part of the picture that most of the box lies in; null where there is none.</param>
/// <param name="Time">Wall clock of the message on a live stream; null in a replay, whose log is the same each time.</param>
public sealed record AnomalyEvent(
    string Id,
    int Revision,
    EventPhase Phase,
    StreamId Stream,
    TimeSpan From,
    TimeSpan To,
    PixelBox Box,
    float Peak,
    TimeSpan PeakAt,
    double Area,
    long FramesLost,
    string Model,
    string Threshold,
    string? Zone = null,
    DateTimeOffset? Time = null);
