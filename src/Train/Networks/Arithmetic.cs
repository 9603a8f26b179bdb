using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>How one network calculates; shared by all its modules, so that one assignment switches the whole network.</summary>
/// <remarks>TorchSharp has neither autocast nor a memory-format argument: casts and NHWC strides are made here, by hand.</remarks>
sealed class Arithmetic
{
    /// <summary>Number format of convolutions; may be changed between two passes.</summary>
    public Precision Precision { get; set; } = Precision.Float32;

    /// <summary>The same values in the format that convolutions work in.</summary>
    public Tensor Cast(Tensor x) => Precision == Precision.BFloat16 ? To(x, ScalarType.BFloat16) : To(x, ScalarType.Float32);

    /// <summary>The same values in float32.</summary>
    public static Tensor Full(Tensor x) => To(x, ScalarType.Float32);

    /// <summary>The same values with the channels of a pixel side by side in memory; the shape stays [N, C, H, W].</summary>
    /// <remarks>oneDNN's bfloat16 convolutions and the row form of 1x1 convolutions need it. No copy where it is so already.</remarks>
    public static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor To(Tensor x, ScalarType type) => x.dtype == type ? x : x.to_type(type);
}
