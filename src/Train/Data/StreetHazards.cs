namespace DiCNet.Train.Data;

/// <summary>StreetHazards: rendered towns, unknown things in the test towns only.</summary>
/// <remarks>
/// Stored value = class + 1. Thirteen classes are trained, "unlabeled" (the sky and the rest) and "other" among them.
/// Layouts: <c>.odgt</c> lists (beside the pictures, at the root, or in <c>data/</c>), or the folders of the two archives alone.
/// Source: hendrycks/anomaly-seg create_dataset.py and issue 17.
/// </remarks>
static class StreetHazards
{
    private static readonly StoredClass[] s_classes =
    [
        new(1, "unlabeled", Color: new(70, 130, 180)),
        new(2, "building", Color: new(70, 70, 70)),
        new(3, "fence", Color: new(190, 153, 153)),
        new(4, "other", Color: new(250, 170, 160)),
        new(5, "pedestrian", Color: new(220, 20, 60)),
        new(6, "pole", Color: new(153, 153, 153)),
        new(7, "road line", Color: new(157, 234, 50)),
        new(8, "road", Color: new(128, 64, 128)),
        new(9, "sidewalk", Color: new(244, 35, 232)),
        new(10, "vegetation", Color: new(107, 142, 35)),
        new(11, "car", Color: new(0, 0, 142)),
        new(12, "wall", Color: new(102, 102, 156)),
        new(13, "traffic sign", Color: new(220, 220, 0)),
        new(14, "anomaly", Color: new(60, 250, 240)),
    ];

    /// <summary>By list: the names of its odgt files, and the part of the archives that holds it.</summary>
    private static readonly (string List, string[] Odgt, string Archive, string Folder)[] s_lists =
    [
        ("train", ["train", "training"], "train", "training"),
        ("val", ["validation", "val"], "train", "validation"),
        ("test", ["test"], "test", "test"),
    ];

    /// <summary>Lists the frames.</summary>
    /// <exception cref="UserError">There are neither lists nor the archives' folders, or a list is bad.</exception>
    public static DataSet Open(string folder, DataSetOptions options)
    {
        var classes = ClassTable.Make(s_classes, options.HoldOut ?? ["anomaly"], "streethazards");
        var lists = new Dictionary<string, IReadOnlyList<LabelledFrame>>();
        foreach (var (list, odgt, archive, part) in s_lists)
        {
            if (OdgtFile(folder, odgt) is { } file)
            {
                lists.Add(list, Frames(file, folder));
            }
            else if (Directory.Exists(Path.Combine(folder, archive, "images", part)))
            {
                lists.Add(list, PictureFiles.Pair(
                    Path.Combine(folder, archive, "images", part), null, Path.Combine(folder, archive, "annotations", part), ".png", folder));
            }
        }

        // Training frames are free of anomalies by make; only other held-out classes have to be looked for.
        var policy = classes.HeldOut is ["anomaly"] ? HeldOutFrames.Ignore : options.HeldOutFrames;
        return lists.Count > 0
            ? HeldOutSplit.Apply(new DataSet("StreetHazards", classes, lists) { Where = folder }, policy)
            : throw new UserError(
                "there are neither odgt lists nor train/images/training in this folder",
                folder,
                "unpack streethazards_train.tar and streethazards_test.tar into its train/ and test/");
    }

    private static string? OdgtFile(string folder, string[] names) =>
        (from place in (string[])["", "data", "train", "test", "validation"]
         from name in names
         let file = Path.Combine(folder, place, name + ".odgt")
         where File.Exists(file)
         select file).FirstOrDefault();

    // Paths are relative to the list, to the folder above, or to the data root: whichever holds the first picture.
    private static IReadOnlyList<LabelledFrame> Frames(string file, string folder)
    {
        var entries = Odgt.Read(file);
        var beside = Path.GetDirectoryName(file)!;
        var bases = (string[])[beside, Path.Combine(beside, ".."), folder, Path.Combine(folder, "data"), Path.Combine(folder, "train"), Path.Combine(folder, "test")];
        var from = bases.FirstOrDefault(b => File.Exists(Path.Combine(b, entries[0].Picture))) ?? beside;
        return [.. entries.Select(entry =>
        {
            var picture = ListFile.Existing(entry.Picture, Path.GetFullPath(Path.Combine(from, entry.Picture)), entry.Where);
            var labels = ListFile.Existing(entry.Labels, Path.GetFullPath(Path.Combine(from, entry.Labels)), entry.Where);
            return new LabelledFrame(PictureFiles.Name(Path.ChangeExtension(picture, null), Path.GetFullPath(folder)), picture, labels);
        })];
    }
}
