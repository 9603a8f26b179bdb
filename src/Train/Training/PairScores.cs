using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>What the score rules are made of, for whole pictures; each [N, h, w].</summary>
/// <param name="Eq7">Mean over C of (W D - mu)^2.</param>
/// <param name="LogEq7">Its logarithm.</param>
/// <param name="StudentEnergy">-logsumexp of the teacher's classifier on the student's features.</param>
/// <param name="TeacherEnergy">The same on the teacher's own features.</param>
sealed record PairScores(Tensor Eq7, Tensor LogEq7, Tensor StudentEnergy, Tensor TeacherEnergy);
