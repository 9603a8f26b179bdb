namespace DiCNet.Ingest;

/// <summary>What can be wrong with a video file, in words that help.</summary>
static class VideoFile
{
    private const string Probe = "see what it is with: ffprobe";

    /// <summary>Checks what can be known before decoding.</summary>
    /// <exception cref="UserError">No file, a folder, empty, or not allowed to be read.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UserError("this is a folder, not a video", path, "give a video file, or a folder of pictures");
        }

        if (!File.Exists(path))
        {
            throw new UserError("no such file", path, "check the path");
        }

        using var file = Read(path);
        if (file.Length == 0)
        {
            throw new UserError("the file is empty", path, "copy or record it again");
        }
    }

    /// <summary>Why a file that passed <see cref="Check"/> is no video to the decoder.</summary>
    public static UserError Unreadable(string path)
    {
        using var file = Read(path);
        return Mp4Index.IsMissing(file)
            ? new UserError(
                "its index (moov) is missing: the recording was cut before it was finished",
                path,
                "repair it with a tool such as untrunc, or record it again")
            : new UserError("no video could be read from it", path, $"{Probe} {path}");
    }

    /// <summary>The container was read, but not one picture came out.</summary>
    public static UserError NoPicture(string path) => new("no picture could be decoded", path, $"{Probe} {path}");

    /// <summary>Whether the container counts its frames in an index; other containers only estimate.</summary>
    public static bool CountsFrames(string path) => Path.GetExtension(path).ToUpperInvariant() is ".MP4" or ".M4V" or ".MOV";

    private static FileStream Read(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UserError("the file cannot be read", path, "check that it is readable for you", e);
        }
    }
}
