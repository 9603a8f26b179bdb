using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>What a trunk gives.</summary>
/// <param name="Map">[N, C, h, w], for the pyramid.</param>
/// <param name="Tap">[N, T, h, w], an earlier map, for an auxiliary head.</param>
readonly record struct TrunkOutput(Tensor Map, Tensor Tap);
