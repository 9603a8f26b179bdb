namespace DiCNet.Train.Data;

/// <summary>A <see cref="Survey"/> as it leaves the process.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Folder">Where it was opened.</param>
/// <param name="Ids">What the stored values mean.</param>
/// <param name="Lists">What the lists hold.</param>
/// <param name="Problems">What makes it unusable.</param>
/// <param name="Notes">What is allowed but odd.</param>
/// <param name="ContactSheet">The picture's file; null: none was written.</param>
sealed record DataReport(
    string Name,
    string Folder,
    IReadOnlyList<DataReport.StoredId> Ids,
    IReadOnlyList<DataReport.ListReport> Lists,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes,
    string? ContactSheet)
{
    /// <summary>Makes it.</summary>
    public static DataReport Of(Survey survey, string? contactSheet)
    {
        var classes = survey.Set.Classes;
        var names = classes.Stored.Select(s => s.Name).Distinct().ToArray();
        return new DataReport(
            survey.Set.Name,
            survey.Set.Where,
            [.. OffsetTable.Rows(classes).Select(r => new StoredId(r.Stored, r.Name, r.Index))],
            [.. survey.Lists.Select(l => new ListReport(
                l.Name,
                l.Frames.Count,
                l.Unlabelled,
                l.Bad,
                [.. l.Sizes.Select(s => $"{s.Width}x{s.Height}")],
                l.Pixels.Sum(),
                l.HeldOutPixels,
                l.FramesWithHeldOut,
                names.ToDictionary(n => n, l.Share)))],
            survey.Problems,
            survey.Notes,
            contactSheet);
    }

    /// <summary>One stored value.</summary>
    /// <param name="Stored">The value.</param>
    /// <param name="Name">The class.</param>
    /// <param name="Index">Training index, <c>anomaly</c> or <c>void</c>.</param>
    public sealed record StoredId(int Stored, string Name, string Index);

    /// <summary>One list.</summary>
    /// <param name="Name">The list.</param>
    /// <param name="Frames">Number of frames.</param>
    /// <param name="Unlabelled">Of them without labels.</param>
    /// <param name="Bad">Of them unusable.</param>
    /// <param name="Sizes">Sizes of pictures, the most frequent first.</param>
    /// <param name="Pixels">Labelled pixels.</param>
    /// <param name="HeldOutPixels">Of them of held-out classes.</param>
    /// <param name="FramesWithHeldOut">Frames with at least one.</param>
    /// <param name="Shares">Share of labelled pixels by class, in [0, 1].</param>
    public sealed record ListReport(
        string Name,
        int Frames,
        int Unlabelled,
        int Bad,
        IReadOnlyList<string> Sizes,
        long Pixels,
        long HeldOutPixels,
        int FramesWithHeldOut,
        IReadOnlyDictionary<string, double> Shares);
}
