namespace DiCNet.Train.Data;

/// <summary>The nineteen classes that Cityscapes and BDD share, by train id.</summary>
/// <remarks>Source: mcordts/cityscapesScripts cityscapesscripts/helpers/labels.py.</remarks>
static class UrbanClasses
{
    /// <summary>Name and colour, by train id.</summary>
    public static IReadOnlyList<(string Name, Rgb Color)> ByTrainId { get; } =
    [
        ("road", new(128, 64, 128)),
        ("sidewalk", new(244, 35, 232)),
        ("building", new(70, 70, 70)),
        ("wall", new(102, 102, 156)),
        ("fence", new(190, 153, 153)),
        ("pole", new(153, 153, 153)),
        ("traffic light", new(250, 170, 30)),
        ("traffic sign", new(220, 220, 0)),
        ("vegetation", new(107, 142, 35)),
        ("terrain", new(152, 251, 152)),
        ("sky", new(70, 130, 180)),
        ("person", new(220, 20, 60)),
        ("rider", new(255, 0, 0)),
        ("car", new(0, 0, 142)),
        ("truck", new(0, 0, 70)),
        ("bus", new(0, 60, 100)),
        ("train", new(0, 80, 100)),
        ("motorcycle", new(0, 0, 230)),
        ("bicycle", new(119, 11, 32)),
    ];

    /// <summary>Train ids as stored values, and 255 as void.</summary>
    public static IReadOnlyList<StoredClass> TrainIds { get; } = [.. ByTrainId.Select((_, i) => As((byte)i, i)), new StoredClass(255, "void", IsVoid: true)];

    /// <summary>A train id under another stored value.</summary>
    public static StoredClass As(byte stored, int trainId) => new(stored, ByTrainId[trainId].Name, Color: ByTrainId[trainId].Color);
}
