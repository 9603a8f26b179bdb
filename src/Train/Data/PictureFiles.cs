namespace DiCNet.Train.Data;

/// <summary>Pictures in folders, and the label file of each.</summary>
static class PictureFiles
{
    private static readonly string[] s_endings = [".png", ".webp", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"];

    /// <summary>All pictures below a folder in ordinal order of their paths.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="suffix">How their names end; null: like any picture.</param>
    /// <exception cref="UserError">The folder is not there, cannot be read or holds none.</exception>
    public static IReadOnlyList<string> Below(string folder, string? suffix = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserError("no such folder", folder, "check the path and how the data set is laid out");
        }

        try
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsWanted).Order(StringComparer.Ordinal).ToArray();
            return files.Length > 0 ? files : throw new UserError($"there are no {suffix ?? "picture"} files in this folder", folder, "check how the data set is laid out");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserError("the folder cannot be read", folder, "check that it is readable for you", e);
        }

        bool IsWanted(string file) => suffix is null
            ? s_endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
            : file.EndsWith(suffix, StringComparison.Ordinal);
    }

    /// <summary>Pairs the pictures below a folder with the label files of the same relative names.</summary>
    /// <param name="pictures">The folder of pictures.</param>
    /// <param name="pictureSuffix">What the names of pictures end with in place of the label's suffix; null: any picture ending.</param>
    /// <param name="labels">The folder of label files.</param>
    /// <param name="labelSuffix">What the names of label files end with.</param>
    /// <param name="root">Names of frames are relative to this folder.</param>
    /// <exception cref="UserError">There are no pictures, or a label file is missing.</exception>
    public static IReadOnlyList<LabelledFrame> Pair(string pictures, string? pictureSuffix, string labels, string labelSuffix, string root)
    {
        var frames = Below(pictures, pictureSuffix).Select(Frame).ToArray();
        var missing = frames.Where(f => !File.Exists(f.Labels)).ToArray();
        return missing.Length == 0
            ? frames
            : throw new UserError(
                $"the label file of {missing[0].Picture} is missing{(missing.Length > 1 ? $", and {missing.Length - 1} more" : "")}",
                missing[0].Labels!,
                "put it there or remove the picture");

        LabelledFrame Frame(string picture)
        {
            var stem = pictureSuffix is null ? Path.ChangeExtension(picture, null) : picture[..^pictureSuffix.Length];
            return new LabelledFrame(Name(stem, root), picture, Path.Combine(labels, Path.GetRelativePath(pictures, stem)) + labelSuffix);
        }
    }

    /// <summary>The picture of that path without ending; null where there is none.</summary>
    public static string? WithAnyEnding(string stem) => s_endings.Select(e => stem + e).FirstOrDefault(File.Exists);

    /// <summary>The first of several folders that exists.</summary>
    /// <exception cref="UserError">None does.</exception>
    public static string Existing(string root, string what, params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            var folder = Path.Combine(root, candidate);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        throw new UserError($"there is no folder of {what}", root, $"expected one of {string.Join(", ", candidates.ToArray())} in it");
    }

    /// <summary>A path relative to a folder, with forward slashes.</summary>
    public static string Name(string path, string root) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
