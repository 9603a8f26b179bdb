namespace DiCNet.Train.Training;

/// <summary>Loss of a step.</summary>
/// <param name="Step">Which, from 0.</param>
/// <param name="Loss">Its loss.</param>
readonly record struct LossRow(int Step, double Loss);
