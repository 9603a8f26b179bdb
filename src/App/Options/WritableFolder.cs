namespace DiCNet.App.Options;

/// <summary>Finds out before a run whether a folder can be written.</summary>
static class WritableFolder
{
    /// <summary>Why it cannot be made or written; null when it can. Nothing is left behind.</summary>
    public static string? Problem(string folder)
    {
        // Only trying tells: rights, read-only disks and kernel file systems all have their own way to refuse.
        var made = new List<string>();
        try
        {
            for (var path = Path.GetFullPath(folder); path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
            {
                made.Add(path);
            }

            Directory.CreateDirectory(folder);
            using (new FileStream(Path.Combine(folder, $".dicnet-check-{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return e.Message.TrimEnd('.');
        }
        finally
        {
            made.ForEach(Remove);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never made, or somebody put something into it meanwhile: then it is theirs.
        }
    }
}
