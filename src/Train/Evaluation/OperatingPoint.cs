namespace DiCNet.Train.Evaluation;

/// <summary>What calling every pixel from a threshold upwards anomalous gives. Fractions in [0, 1].</summary>
/// <param name="Threshold">The score from which a pixel is called anomalous, itself included.</param>
/// <param name="Recall">Share of the anomalous pixels that are called so.</param>
/// <param name="Precision">Share of the pixels called anomalous that are.</param>
/// <param name="FalsePositiveRate">Share of the normal pixels that are called anomalous.</param>
sealed record OperatingPoint(float Threshold, double Recall, double Precision, double FalsePositiveRate);
