using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Render;

/// <summary>Event messages as JSON: how they leave the process, one line each.</summary>
public static class EventJson
{
    /// <summary>A message as one line of UTF-8 without a line feed. Equal messages give equal bytes.</summary>
    public static byte[] Write(AnomalyEvent message) => JsonSerializer.SerializeToUtf8Bytes(new Line(
        1, message.Id, message.Revision, message.Phase, message.Stream.Name, Seconds(message.From), Seconds(message.To), message.Box,
        message.Peak, Seconds(message.PeakAt), Math.Round(message.Area, 6), message.FramesLost, message.Model, message.Threshold), EventJsonContext.Default.Line);

    /// <summary>Reads a line back; times are whole milliseconds.</summary>
    /// <param name="line">UTF-8. Lent for the call.</param>
    /// <exception cref="JsonException">It is not a message of schema 1.</exception>
    public static AnomalyEvent Read(ReadOnlySpan<byte> line)
    {
        var read = JsonSerializer.Deserialize(line, EventJsonContext.Default.Line);
        return read is { Schema: 1 }
            ? new AnomalyEvent(
                read.Id, read.Revision, read.Phase, new StreamId(read.Stream), Time(read.From), Time(read.To), read.Box, read.Peak,
                Time(read.PeakAt), read.Area, read.FramesLost, read.Model, read.Threshold)
            : throw new JsonException("this is not an event message of schema 1");
    }

    // A decimal keeps its scale, so every time has three decimals.
    private static decimal Seconds(TimeSpan time)
    {
        var milliseconds = (long)Math.Round(time.TotalMilliseconds);
        return new decimal((int)milliseconds, (int)(milliseconds >> 32), 0, false, 3);
    }

    private static TimeSpan Time(decimal seconds) => TimeSpan.FromMilliseconds((long)(seconds * 1000));

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
        string Threshold);
}
