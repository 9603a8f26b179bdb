using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Render;

/// <summary>Event messages as JSON: how they leave the process, one line each.</summary>
public static class EventJson
{
    private const string Clock = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>A message as one line of UTF-8 without a line feed. Equal messages give equal bytes.</summary>
    public static byte[] Write(AnomalyEvent message) => JsonSerializer.SerializeToUtf8Bytes(new Line(
        1, message.Id, message.Revision, message.Phase, message.Stream.Name, Seconds(message.From), Seconds(message.To), message.Box,
        message.Peak, Seconds(message.PeakAt), Math.Round(message.Area, 6), message.FramesLost, message.Model, message.Threshold,
        message.Zone, message.Time?.UtcDateTime.ToString(Clock, CultureInfo.InvariantCulture)), EventJsonContext.Default.Line);

    /// <summary>Reads a line back; times are whole milliseconds.</summary>
    /// <param name="line">UTF-8. Lent for the call.</param>
    /// <exception cref="JsonException">It is not a message of schema 1.</exception>
    public static AnomalyEvent Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var read = JsonSerializer.Deserialize(line, EventJsonContext.Default.Line);
            return read is { Schema: 1 }
                ? new AnomalyEvent(
                    read.Id, read.Revision, read.Phase, new StreamId(read.Stream), Time(read.From), Time(read.To), read.Box, read.Peak,
                    Time(read.PeakAt), read.Area, read.FramesLost, read.Model, read.Threshold, read.Zone, WallClock(read.Time))
                : throw new JsonException("this is not an event message of schema 1");
        }
        catch (Exception e) when (e is UserError or OverflowException or FormatException)
        {
            throw new JsonException("this is not an event message: " + e.Message, e);
        }
    }

    // A decimal keeps its scale, so every time has three decimals.
    private static decimal Seconds(TimeSpan time)
    {
        var milliseconds = (long)Math.Round(time.TotalMilliseconds);
        return new decimal((int)milliseconds, (int)(milliseconds >> 32), 0, false, 3);
    }

    private static TimeSpan Time(decimal seconds) => TimeSpan.FromMilliseconds((long)(seconds * 1000));

    private static DateTimeOffset? WallClock(string? time) => time is null
        ? null
        : DateTimeOffset.ParseExact(time, Clock, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    internal sealed record Line(
        [property: JsonRequired] int Schema,
        string Id,
        int Revision,
        EventPhase Phase,
        string Stream,
        decimal From,
        decimal To,
        PixelBox Box,
        float Peak,
        decimal PeakAt,
        double Area,
        long FramesLost,
        string Model,
        string Threshold,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Zone = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Time = null);
}
