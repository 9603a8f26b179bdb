using System.Text.Json;

namespace DiCNet.Train.Data;

/// <summary>Lists of frames in <c>.odgt</c> files: one JSON array, or one JSON object per line.</summary>
/// <remarks>
/// Objects have <c>fpath_img</c> and <c>fpath_segm</c>; other members do not count. Both forms occur: CSAIL's reader takes objects per
/// line, anomaly-seg writes one array on one line (hendrycks/anomaly-seg dataset.py).
/// </remarks>
static class Odgt
{
    /// <summary>The paths as written, and their place in the file.</summary>
    /// <exception cref="UserError">The file cannot be read, is not of either form, or holds no frame.</exception>
    public static IReadOnlyList<(string Picture, string Labels, string Where)> Read(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the list cannot be read", file, "check that it exists and is readable", e);
        }

        var frames = Parse(text, file);
        return frames.Count > 0 ? frames : throw new UserError("the list is empty", file, "write one object per frame");
    }

    /// <summary>The same, of a text.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="UserError">It is not of either form.</exception>
    public static IReadOnlyList<(string Picture, string Labels, string Where)> Parse(string text, string file) =>
        text.AsSpan().TrimStart().StartsWith('[') ? Array(text, file) : Lines(text, file);

    private static List<(string, string, string)> Array(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select((frame, i) => Frame(frame, $"{file} (frame {i + 1})"))];
        }
        catch (JsonException e)
        {
            throw new UserError(Problem(e), $"{file}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}", "correct the JSON there", e);
        }
    }

    private static List<(string, string, string)> Lines(string text, string file)
    {
        var frames = new List<(string, string, string)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(line);
                frames.Add(Frame(document.RootElement, $"{file}:{number}"));
            }
            catch (JsonException e)
            {
                throw new UserError(Problem(e), $"{file}:{number}:{e.BytePositionInLine + 1}", "write one JSON object per line, or one JSON array", e);
            }
        }

        return frames;
    }

    private static (string, string, string) Frame(JsonElement frame, string where)
    {
        return (Path("fpath_img"), Path("fpath_segm"), where);

        string Path(string key) =>
            frame.ValueKind == JsonValueKind.Object && frame.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } path
                ? path
                : throw new UserError($"there is no text '{key}'", where, "each frame is an object with fpath_img and fpath_segm");
    }

    private static string Problem(JsonException e) => $"this is no JSON ({e.Message.Split(" LineNumber")[0].TrimEnd('.')})";
}
