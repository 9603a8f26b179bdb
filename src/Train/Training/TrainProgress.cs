namespace DiCNet.Train.Training;

/// <summary>How far a training is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Loss of the last one.</param>
readonly record struct TrainProgress(int Step, int Steps, double Loss);
