using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class BatchNorm2d : NormBase
{
    internal BatchNorm2d(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device,
        ScalarType? dtype)
        : base(nameof(BatchNorm2d), num_features, eps, momentum, affine, track_running_stats, device, dtype)
    {
    }

    private protected override long Rank => 4;
}
