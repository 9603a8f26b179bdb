namespace DiCNet.Train.Evaluation;

/// <summary>How well the teacher segments the known classes. Fractions in [0, 1].</summary>
/// <param name="MeanIou">Mean over the classes that occur.</param>
/// <param name="PixelAccuracy">Share of the pixels that are right.</param>
/// <param name="ClassIou">By class; null where it neither occurs nor is predicted.</param>
sealed record SegmentationFigures(double MeanIou, double PixelAccuracy, IReadOnlyDictionary<string, double?> ClassIou);
