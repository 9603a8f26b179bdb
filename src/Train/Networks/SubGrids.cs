using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Space to batch: a map as its four sub-grids of every second cell, stacked on the batch axis.</summary>
/// <remarks>
/// A convolution of dilation 2 d on the map is the convolution of dilation d on the sub-grids, exactly, zero padding included,
/// where height and width are even. Memory stays NHWC.
/// </remarks>
static class SubGrids
{
    /// <summary>Whether height and width are even.</summary>
    public static bool Divides(Tensor x) => x.shape[2] % 2 == 0 && x.shape[3] % 2 == 0;

    /// <summary>[N, C, H, W] to [4 N, C, H / 2, W / 2].</summary>
    public static Tensor Cut(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        return x.permute(0, 2, 3, 1).reshape(n, h / 2, 2, w / 2, 2, c).permute(2, 4, 0, 1, 3, 5)
            .reshape(4 * n, h / 2, w / 2, c).permute(0, 3, 1, 2);
    }

    /// <summary>The inverse of <see cref="Cut"/>.</summary>
    public static Tensor Join(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0] / 4, x.shape[1], x.shape[2], x.shape[3]);
        return x.permute(0, 2, 3, 1).reshape(2, 2, n, h, w, c).permute(2, 3, 0, 4, 1, 5)
            .reshape(n, 2 * h, 2 * w, c).permute(0, 3, 1, 2);
    }
}
