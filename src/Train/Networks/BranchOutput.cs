using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>What a branch gives.</summary>
/// <param name="Features">[N, C, h, w], float32.</param>
/// <param name="Tap">[N, T, h, w], the trunk's earlier map, for an auxiliary head.</param>
readonly record struct BranchOutput(Tensor Features, Tensor Tap);
