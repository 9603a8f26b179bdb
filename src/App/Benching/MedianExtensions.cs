namespace DiCNet.App.Benching;

/// <summary>The figure that benches print: one disturbed round does not move it.</summary>
static class MedianExtensions
{
    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
