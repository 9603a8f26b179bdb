namespace DiCNet.Train.Data;

/// <summary>Lists of frames in text files. Blank lines and lines that start with # do not count.</summary>
static class ListFile
{
    /// <summary>The lines that count, with their place.</summary>
    /// <exception cref="UserError">The file cannot be read or holds none.</exception>
    public static IReadOnlyList<(string Text, string Where)> Lines(string file)
    {
        try
        {
            var lines = File.ReadAllLines(file).Select((line, i) => (Text: line.Trim(), Where: $"{file}:{i + 1}"))
                .Where(l => l.Text.Length > 0 && l.Text[0] != '#').ToArray();
            return lines.Length > 0 ? lines : throw new UserError("the list is empty", file, "write one frame per line or delete the file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the list cannot be read", file, "check that it exists and is readable", e);
        }
    }

    /// <summary>A list of lines <c>picture [labels]</c>.</summary>
    /// <param name="file">The list.</param>
    /// <param name="resolve">A path as written to one that exists, or to one to name in the error.</param>
    /// <param name="root">Names of frames are relative to this folder.</param>
    /// <exception cref="UserError">A line has another form or names a file that is not there.</exception>
    public static IReadOnlyList<LabelledFrame> Pairs(string file, Func<string, string> resolve, string root) =>
        [.. Lines(file).Select(line =>
        {
            var parts = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 2)
            {
                throw new UserError($"the line has {parts.Length} parts", line.Where, "write the path of a picture and the path of its labels, without spaces in them");
            }

            var paths = parts.Select(part => Existing(part, resolve(part), line.Where)).ToArray();
            return new LabelledFrame(PictureFiles.Name(Path.ChangeExtension(paths[0], null), root), paths[0], paths.Length > 1 ? paths[1] : null);
        })];

    /// <summary>The path, if a file is there.</summary>
    /// <exception cref="UserError">None is.</exception>
    public static string Existing(string written, string path, string where) => File.Exists(path)
        ? path
        : throw new UserError($"there is no file '{written}' (looked for {path})", where, "correct the line, put the file there, or remove the line");
}
