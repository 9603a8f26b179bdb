namespace DiCNet;

/// <summary>The calibrated scores of one frame in three numbers.</summary>
/// <param name="Peak">Highest calibrated score.</param>
/// <param name="Mean">Mean calibrated score.</param>
/// <param name="AlarmedArea">Cells at the alarm level or above, as a fraction of all, in [0, 1].</param>
public readonly record struct ScoreSummary(float Peak, float Mean, double AlarmedArea);
