namespace DiCNet.Train.Evaluation;

/// <summary>Mean of <see cref="ErrorSplit"/> over pictures.</summary>
/// <param name="Target">The recall.</param>
/// <param name="Wrong">E-FPR: false alarms among misclassified normal pixels; null where there are none.</param>
/// <param name="Right">C-FPR: false alarms among correctly classified ones; null where there are none.</param>
sealed record SplitEstimate(double Target, Estimate? Wrong, Estimate? Right);
