namespace DiCNet.Train.Evaluation;

/// <summary>The operating point at a recall, by each of the three definitions in use; they differ and must never be compared with each other.</summary>
/// <param name="Target">The recall asked for, in (0, 1).</param>
/// <param name="Nearest">
/// Recall nearest to the target, the lowest threshold where several are as near: hendrycks/anomaly-seg, fpr_and_fdr_at_recall, and so the paper's tables.
/// Its recall can lie below the target.
/// </param>
/// <param name="AtLeast">First recall at the target or above: Fishyscapes, SegmentMeIfYouCan.</param>
/// <param name="Above">First recall above the target: DenseHybrid, RbA.</param>
sealed record RecallPoint(double Target, OperatingPoint Nearest, OperatingPoint AtLeast, OperatingPoint Above);
