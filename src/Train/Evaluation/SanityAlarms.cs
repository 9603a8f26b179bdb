namespace DiCNet.Train.Evaluation;

/// <summary>Results that are too odd to be a property of the method: something is wrong with the score, the labels or their order.</summary>
static class SanityAlarms
{
    /// <summary>What is odd about a score.</summary>
    /// <param name="pooled">All pixels together; null where they cannot be ranked.</param>
    /// <param name="perImage">Means over pictures; null where none can be ranked.</param>
    /// <param name="constantFrames">Pictures whose map has one value.</param>
    public static IReadOnlyList<string> Of(PixelFigures? pooled, PerImageFigures? perImage, int constantFrames)
    {
        var alarms = new List<string>();
        if (pooled is null)
        {
            alarms.Add("nothing to rank: the list has no anomalous pixel, or no normal one");
            return alarms;
        }

        if (pooled.Lowest == pooled.Highest)
        {
            alarms.Add($"the score is {pooled.Lowest:G4} everywhere: the model says nothing");
            return alarms;
        }

        if (constantFrames > 0)
        {
            alarms.Add($"{constantFrames} {(constantFrames == 1 ? "picture has" : "pictures have")} the same score everywhere");
        }

        if (pooled.Auroc < 0.5 || perImage?.Auroc.Value < 0.5)
        {
            alarms.Add($"worse than chance (AUROC {100 * Math.Min(pooled.Auroc, perImage?.Auroc.Value ?? 1):0.0} %): the score may be inverted, or labels and pictures may not belong together");
        }

        return alarms;
    }
}
