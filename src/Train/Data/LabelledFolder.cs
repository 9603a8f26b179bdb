namespace DiCNet.Train.Data;

/// <summary>Anybody's own pictures: a folder and a <see cref="ClassTableFile"/>.</summary>
static class LabelledFolder
{
    /// <summary>Lists the frames.</summary>
    /// <exception cref="UserError">The table, a list or a folder is bad or missing.</exception>
    public static DataSet Open(string folder, DataSetOptions options)
    {
        var path = options.ClassTable ?? Path.Combine(folder, "classes.yaml");
        var file = ClassTableFile.Read(path);
        var classes = ClassTable.Make(file.Stored, options.HoldOut ?? file.HeldOut, path);
        var lists = file.Lists.OrderBy(l => ListOrder.Of(l.Key)).ToDictionary(l => l.Key, l => Frames(l.Key, l.Value, folder, path));
        return HeldOutSplit.Apply(new DataSet(file.Name, classes, lists) { Where = path }, options.HeldOutFrames);
    }

    private static IReadOnlyList<LabelledFrame> Frames(string name, ClassTableFile.ListSpec list, string folder, string path) => list switch
    {
        { File: { } file, Pictures: null } => ListFile.Pairs(Path.Combine(folder, file), written => Path.Combine(folder, written), folder),
        { File: null, Pictures: { } pictures, Labels: { } labels } =>
            PictureFiles.Pair(Path.Combine(folder, pictures), list.PictureSuffix, Path.Combine(folder, labels), list.LabelSuffix, folder),
        { File: null, Pictures: { } pictures, Labels: null } =>
            [.. PictureFiles.Below(Path.Combine(folder, pictures), list.PictureSuffix)
                .Select(p => new LabelledFrame(PictureFiles.Name(Path.ChangeExtension(p, null), folder), p, null))],
        _ => throw new UserError($"the list '{name}' needs either 'file' or 'pictures'", path, ClassTableFile.Example),
    };
}
