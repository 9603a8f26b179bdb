namespace DiCNet.Ingest;

/// <summary>The next picture of a source; its pixels are where the caller wanted them.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Seconds">Its PTS from the start of the source; NaN when it has none.</param>
/// <param name="HeldBack">How long the source pretends to have been silent before it; the reader waits that long.</param>
readonly record struct Picture(PictureKind Kind, double Seconds = double.NaN, TimeSpan HeldBack = default)
{
    /// <summary>Counts a picture that never was one.</summary>
    public void CountMissing(StreamMetrics metrics)
    {
        metrics.CountReceived();
        if (Kind == PictureKind.LeftOut)
        {
            metrics.CountDropped(DropReason.Source);
        }
        else
        {
            metrics.CountFailed(FailReason.Undecodable);
        }
    }
}
