using System.Text.Json;

namespace DiCNet.App.Replaying;

/// <summary>What a replay did, in numbers that another replay can be held against. Written as manifest.json.</summary>
sealed record Manifest
{
    /// <summary>Version of this layout; 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>How the run ended.</summary>
    public RunStatus Status { get; init; }

    /// <summary>Why it did not complete; null when it did.</summary>
    public string? Reason { get; init; }

    /// <summary>What was read.</summary>
    public required InputFacts Input { get; init; }

    /// <summary>Where the frames went: received = scored + dropped + failed.</summary>
    public required FrameCounts Frames { get; init; }

    /// <summary>Frames that the file's index announces and the decoder did not give; 0 when nothing exact is known.</summary>
    public long FramesMissing { get; init; }

    /// <summary>PTS that ran backwards or stood still and were replaced.</summary>
    public long PtsRepaired { get; init; }

    /// <summary>Events that started.</summary>
    public long Events { get; init; }

    /// <summary>SHA-256 over the raw score grids of all frames in order, float32 little endian.</summary>
    public string? ScoreSha256 { get; init; }

    /// <summary>SHA-256 of events.jsonl.</summary>
    public string? EventsSha256 { get; init; }

    /// <summary>What decides the digests: equal fingerprints on equal input give equal digests.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>Wall-clock time of the run in seconds.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Frames scored per second of wall-clock time.</summary>
    public double FramesPerSecond { get; init; }

    /// <summary>As JSON, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Default.Manifest);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="UserError">The file cannot be read or is not a manifest.</exception>
    public static Manifest Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ManifestJson.Default.Manifest) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new UserError($"this is not a replay's manifest ({e.Message})", file, "name the manifest.json of an earlier replay", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the manifest cannot be read", file, "name the manifest.json of an earlier replay", e);
        }
    }
}
