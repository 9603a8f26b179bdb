namespace DiCNet.Train.Data;

/// <summary>What a look into a list found.</summary>
/// <param name="Name">The list.</param>
/// <param name="Frames">What each frame is, in the list's order.</param>
/// <param name="Classes">What the labels mean.</param>
sealed record ListFacts(string Name, IReadOnlyList<FrameFacts> Frames, ClassTable Classes)
{
    /// <summary>Number of labelled pixels by stored value.</summary>
    public IReadOnlyList<long> Pixels { get; } = [.. Enumerable.Range(0, 256).Select(id => Frames.Sum(f => f.Pixels[id]))];

    /// <summary>Pixels of held-out classes.</summary>
    public long HeldOutPixels => Frames.Sum(f => f.Count(Classes, ClassTable.Anomaly));

    /// <summary>Frames that hold at least one.</summary>
    public int FramesWithHeldOut => Frames.Count(f => f.Count(Classes, ClassTable.Anomaly) > 0);

    /// <summary>Frames without labels.</summary>
    public int Unlabelled => Frames.Count(f => f.Frame.Labels is null);

    /// <summary>Frames that cannot be used.</summary>
    public int Bad => Frames.Count(f => f.Problem is not null);

    /// <summary>Different sizes of its pictures, the most frequent first.</summary>
    public IReadOnlyList<(int Width, int Height)> Sizes =>
        [.. Frames.Where(f => f.Width > 0).GroupBy(f => (f.Width, f.Height)).OrderByDescending(g => g.Count()).Select(g => g.Key)];

    /// <summary>Share of a class among all labelled pixels, void included; 0 where there are none.</summary>
    public double Share(string name)
    {
        var all = Pixels.Sum();
        return all == 0 ? 0 : (double)Classes.Stored.Where(s => s.Name == name).Sum(s => Pixels[s.Id]) / all;
    }
}
