using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>What a teacher gives; everything float32 at an eighth of the picture's size.</summary>
/// <param name="Logits">[N, K, h, w].</param>
/// <param name="Auxiliary">Logits of the auxiliary head [N, K, h, w], in training and where there is one.</param>
/// <param name="Features">[N, C, h, w], not normalised.</param>
readonly record struct TeacherOutput(Tensor Logits, Tensor? Auxiliary, Tensor Features);
