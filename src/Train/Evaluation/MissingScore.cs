namespace DiCNet.Train.Evaluation;

/// <summary>Scores that could not be measured.</summary>
/// <param name="Scores">Their names.</param>
/// <param name="Why">What is missing, and where it would come from.</param>
sealed record MissingScore(string Scores, string Why);
