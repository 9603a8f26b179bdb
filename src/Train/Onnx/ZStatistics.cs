namespace DiCNet.Train.Onnx;

/// <summary>What makes z(x) = (x - mean) / std of a quantity.</summary>
/// <param name="Mean">Over training cells.</param>
/// <param name="Std">Over the same; above 0.</param>
readonly record struct ZStatistics(double Mean, double Std);
