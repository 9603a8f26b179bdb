using System.Text.Json.Serialization;
using DiCNet.App.Live;

namespace DiCNet.App.Web;

/// <summary>An event as the API shows it: times of the media clock in seconds, the box in pixels of the source picture.</summary>
/// <param name="Key">Unique over streams and restarts.</param>
/// <param name="Id">Its name in its stream.</param>
/// <param name="Revision">Messages so far.</param>
/// <param name="Phase">Where in its life it is.</param>
/// <param name="Stream">The stream it is on.</param>
/// <param name="Zone">The zone it is in; null where there is none.</param>
/// <param name="From">When it first reached the alarm level, media time in seconds.</param>
/// <param name="To">When it was last seen, media time in seconds.</param>
/// <param name="Time">Wall clock of its first message.</param>
/// <param name="Updated">Wall clock of its newest.</param>
/// <param name="Box">Where it was last seen.</param>
/// <param name="Peak">Highest calibrated score so far; 1 is the alarm level.</param>
/// <param name="PeakAt">Media time in seconds of that score.</param>
/// <param name="Area">Area it last covered, in [0, 1].</param>
/// <param name="FramesLost">Frames of its stream that were lost since it began.</param>
/// <param name="Model">SHA-256 of the model that scored it.</param>
/// <param name="Threshold">SHA-256 of the threshold file, or "card".</param>
/// <param name="Thumbnail">Address of a small picture; null when there is none.</param>
/// <param name="History">Its messages, for one event only; thinned when there were many.</param>
/// <param name="Pictures">Addresses of its pictures, for one event only; absent when there are none.</param>
sealed record EventAnswer(
    string Key, string Id, int Revision, EventPhase Phase, string Stream, string? Zone, double From, double To, DateTimeOffset Time, DateTimeOffset Updated, EventBox Box,
    float Peak, double PeakAt, double Area, long FramesLost, string Model, string Threshold, string? Thumbnail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<EventStep>? History = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventPictureAddresses? Pictures = null)
{
    public static EventAnswer Of(EventRow row)
    {
        var e = row.Latest;
        return new EventAnswer(
            row.Key, e.Id, e.Revision, e.Phase, e.Stream.Name, e.Zone, Seconds(e.From), Seconds(e.To), row.Time, row.Updated,
            new EventBox(e.Box.X, e.Box.Y, e.Box.Width, e.Box.Height), e.Peak, Seconds(e.PeakAt), Math.Round(e.Area, 6), e.FramesLost, e.Model, e.Threshold,
            row.Pictured ? EventPictureAddresses.At(row.Key, "thumbnail") : null);
    }

    public static EventAnswer Of(EventRow row, IReadOnlyList<EventStep> history) =>
        Of(row) with { History = history, Pictures = row.Pictured ? EventPictureAddresses.Of(row.Key) : null };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
