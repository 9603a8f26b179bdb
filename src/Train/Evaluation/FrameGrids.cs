namespace DiCNet.Train.Evaluation;

/// <summary>What the models say of one picture.</summary>
/// <param name="Scores">By name of the score, [h, w].</param>
/// <param name="Logits">[K, h, w]; null without a teacher that gives them.</param>
sealed record FrameGrids(IReadOnlyDictionary<string, float[]> Scores, float[]? Logits);
