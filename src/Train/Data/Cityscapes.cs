namespace DiCNet.Train.Data;

/// <summary>Cityscapes: <c>leftImg8bit/</c> and <c>gtFine/</c>, labels as <c>labelTrainIds</c> where they were made, else <c>labelIds</c>.</summary>
/// <remarks>The labels of its test part are not public: there is no list test. Source: mcordts/cityscapesScripts helpers/labels.py.</remarks>
static class Cityscapes
{
    private const string PictureSuffix = "_leftImg8bit.png";

    /// <summary>labelIds of the train ids 0..18.</summary>
    private static readonly byte[] s_labelIds = [7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33];

    private static readonly (byte Id, string Name)[] s_voids =
    [
        (0, "unlabeled"), (1, "ego vehicle"), (2, "rectification border"), (3, "out of roi"), (4, "static"), (5, "dynamic"), (6, "ground"),
        (9, "parking"), (10, "rail track"), (14, "guard rail"), (15, "bridge"), (16, "tunnel"), (18, "polegroup"), (29, "caravan"),
        (30, "trailer"), (255, "license plate"),
    ];

    /// <summary>The table of labelIds.</summary>
    public static IReadOnlyList<StoredClass> LabelIds { get; } =
        [.. s_labelIds.Select((id, i) => UrbanClasses.As(id, i)), .. s_voids.Select(v => new StoredClass(v.Id, v.Name, IsVoid: true))];

    /// <summary>Lists the frames.</summary>
    /// <exception cref="UserError">A folder or a label file is missing, or a class to hold out does not exist.</exception>
    public static DataSet Open(string folder, DataSetOptions options)
    {
        var pictures = PictureFiles.Existing(folder, "pictures", "leftImg8bit");
        var labels = PictureFiles.Existing(folder, "labels", "gtFine");
        var trained = Directory.EnumerateFiles(labels, "*_gtFine_labelTrainIds.png", SearchOption.AllDirectories).Any();
        var suffix = trained ? "_gtFine_labelTrainIds.png" : "_gtFine_labelIds.png";
        var classes = ClassTable.Make(trained ? UrbanClasses.TrainIds : LabelIds, options.HoldOut ?? [], "cityscapes");
        var lists = new Dictionary<string, IReadOnlyList<LabelledFrame>>();
        foreach (var list in (string[])["train", "val"])
        {
            if (Directory.Exists(Path.Combine(pictures, list)))
            {
                lists.Add(list, PictureFiles.Pair(Path.Combine(pictures, list), PictureSuffix, Path.Combine(labels, list), suffix, pictures));
            }
        }

        var held = classes.HeldOut.Count > 0 ? $" without {string.Join(", ", classes.HeldOut)}" : "";
        return lists.Count > 0
            ? HeldOutSplit.Apply(new DataSet($"Cityscapes ({(trained ? "labelTrainIds" : "labelIds")}){held}", classes, lists) { Where = folder }, options.HeldOutFrames)
            : throw new UserError("there is neither train/ nor val/ in this folder", pictures, "unpack leftImg8bit_trainvaltest.zip there");
    }
}
