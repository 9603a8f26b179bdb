namespace DiCNet.Train.Data;

/// <summary>BDD-Anomaly: BDD 10K split by content, every picture with an anomalous pixel goes to the list test.</summary>
/// <remarks>
/// Held-out train and motorcycle give 6,688 / 951 / 361 frames (the paper); with bicycle 6,280 / 910 / 810 (later papers).
/// Source: hendrycks/anomaly-seg create_bdd_dataset.py. Differs: classes are numbered anew, so no encoding has an index that overflows.
/// </remarks>
static class BddAnomaly
{
    private static readonly string[] s_pictures =
        ["images/10k", "bdd100k/images/10k", "seg/images", "bdd100k/seg/images", "images"];

    private static readonly string[] s_trainIds =
        ["labels/sem_seg/masks", "bdd100k/labels/sem_seg/masks", "seg/labels", "bdd100k/seg/labels", "labels"];

    private static readonly string[] s_shifted =
        ["seg/train_labels", "bdd100k/seg/train_labels", "train_labels"];

    /// <summary>Lists the frames; looks into every label file.</summary>
    /// <exception cref="UserError">A folder or file is missing, a label file is bad, or the encoding cannot be told.</exception>
    public static DataSet Open(string folder, DataSetOptions options)
    {
        var pictures = PictureFiles.Existing(folder, "pictures", s_pictures);
        var labels = PictureFiles.Existing(folder, "labels", options.BddEncoding switch
        {
            BddEncoding.TrainIds => s_trainIds,
            BddEncoding.Auto => [.. s_trainIds, .. s_shifted],
            _ => [.. s_shifted, .. s_trainIds],
        });
        var train = Frames(pictures, labels, "train", folder);
        var val = Frames(pictures, labels, "val", folder);
        var encoding = options.BddEncoding == BddEncoding.Auto ? Recognise([.. train, .. val], labels) : options.BddEncoding;
        var classes = ClassTable.Make(
            Stored(encoding),
            options.HoldOut ?? (encoding == BddEncoding.PlusTwo ? ["train", "motorcycle", "bicycle"] : ["train", "motorcycle"]),
            "bdd-anomaly");
        var (cleanTrain, heldTrain) = HeldOutSplit.Split(train, classes);
        var (cleanVal, heldVal) = HeldOutSplit.Split(val, classes);
        var lists = new Dictionary<string, IReadOnlyList<LabelledFrame>> { ["train"] = cleanTrain };
        foreach (var (name, frames) in new[] { ("val", cleanVal), ("test", [.. heldTrain, .. heldVal]) })
        {
            if (frames.Count > 0)
            {
                lists.Add(name, frames);
            }
        }

        return new DataSet($"BDD-Anomaly ({Title(encoding)}; anomalies: {string.Join(", ", classes.HeldOut)})", classes, lists) { Where = folder };
    }

    /// <summary>What the stored values of an encoding mean.</summary>
    public static IReadOnlyList<StoredClass> Stored(BddEncoding encoding) => encoding switch
    {
        BddEncoding.PlusTwo => [new(1, "other"), .. Enumerable.Range(0, 19).Select(i => UrbanClasses.As((byte)(i + 2), i))],
        BddEncoding.Converted =>
        [
            new(0, "void", IsVoid: true),
            .. Enumerable.Range(0, 19).Select(i => UrbanClasses.As((byte)((i switch { 16 => 18, 18 => 16, _ => i }) + 1), i)),
        ],
        _ => UrbanClasses.TrainIds,
    };

    // Only BDD's own ids have 255, and they end at 18; of the other two only one has 0.
    private static BddEncoding Recognise(IReadOnlyList<LabelledFrame> frames, string folder)
    {
        var seen = new bool[256];
        HeldOutSplit.ForEach(frames.Count, i =>
        {
            using var labels = FrameReader.ReadStored(frames[i]);
            for (int y = 0, rows = labels.Rows; y < rows; y++)
            {
                foreach (var id in labels.RowSpan<byte>(y))
                {
                    seen[id] = true;
                }
            }
        });
        var isShifted = folder.EndsWith("train_labels", StringComparison.Ordinal) || seen[19] || seen[20];
        return seen[255] || !isShifted ? BddEncoding.TrainIds
            : seen[0] ? BddEncoding.Converted
            : BddEncoding.PlusTwo;
    }

    private static IReadOnlyList<LabelledFrame> Frames(string pictures, string labels, string list, string folder)
    {
        var (from, to) = (Path.Combine(pictures, list), Path.Combine(labels, list));
        var isOld = Directory.Exists(to) && Directory.EnumerateFiles(to, "*_train_id.png").Any();
        return PictureFiles.Pair(from, null, to, isOld ? "_train_id.png" : ".png", folder);
    }

    private static string Title(BddEncoding encoding) => encoding switch
    {
        BddEncoding.PlusTwo => "ids + 2, void trained as 'other'",
        BddEncoding.Converted => "convert_bdd ids, void ignored",
        _ => "train ids, void ignored",
    };
}
