namespace DiCNet.Train.Evaluation;

/// <summary>False alarms on one known class.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Share">Part of all false alarms, in pixels.</param>
/// <param name="Rate">Part of the pixels of the class that are false alarms.</param>
sealed record FalseAlarmShare(string Class, double Share, double Rate);
