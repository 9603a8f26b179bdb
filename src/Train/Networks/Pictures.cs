using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Camera bytes to what the networks take.</summary>
static class Pictures
{
    // RGB, of ImageNet; the weights that trunks start from were trained with them.
    private static readonly float[] s_mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] s_std = [0.229f, 0.224f, 0.225f];

    /// <summary>Bytes [N, H, W, 3] BGR to float32 [N, 3, H, W] RGB, normalised; a pixel's channels lie side by side in memory.</summary>
    /// <param name="bgr">At least n h w 3 bytes. Lent for the call.</param>
    /// <param name="n">Pictures.</param>
    /// <param name="h">Rows.</param>
    /// <param name="w">Columns.</param>
    /// <param name="device">Where the tensor shall be; the processor if not given.</param>
    /// <returns>The caller owns the result.</returns>
    public static Tensor ToTensor(byte[] bgr, int n, int h, int w, Device? device = null)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var bytes = tensor(bgr, [n, h, w, 3]);
        bytes = device is null ? bytes : bytes.to(device);
        var rgb = bytes.flip(3).to_type(ScalarType.Float32) / 255;
        return ((rgb - tensor(s_mean).to(rgb.device)) / tensor(s_std).to(rgb.device)).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
