namespace DiCNet.Train.Evaluation;

/// <summary>One score on one picture. Fractions in [0, 1].</summary>
/// <param name="Frame">Name of the picture.</param>
/// <param name="AnomalousShare">Anomalous pixels among those that count.</param>
/// <param name="AveragePrecision">AUPR.</param>
/// <param name="Auroc">Area under the ROC curve.</param>
/// <param name="Fpr95Nearest">FPR95 at the nearest recall.</param>
/// <param name="Fpr95AtLeast">FPR95 at the first recall of 95 % or more.</param>
/// <param name="ErrorSplits">E-FPR and C-FPR at recalls of 95, 85 and 75 %; empty where there is no segmentation.</param>
sealed record FrameFigures(
    string Frame, double AnomalousShare, double AveragePrecision, double Auroc, double Fpr95Nearest, double Fpr95AtLeast, IReadOnlyList<ErrorSplit> ErrorSplits);
