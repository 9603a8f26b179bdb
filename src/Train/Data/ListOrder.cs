namespace DiCNet.Train.Data;

/// <summary>The order that lists are shown in.</summary>
static class ListOrder
{
    private static readonly string[] s_first = ["train", "calibration", "dev", "val", "test"];

    /// <summary>The known ones first, the others by name.</summary>
    /// <param name="list">Name of a list or of its file.</param>
    public static (int Place, string Name) Of(string list)
    {
        var name = Path.GetFileNameWithoutExtension(list);
        var place = Array.IndexOf(s_first, name);
        return (place < 0 ? s_first.Length : place, name);
    }
}
