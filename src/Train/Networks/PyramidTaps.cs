using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>A 3x3 convolution on bilinearly upsampled s x s maps, without upsampling them.</summary>
/// <remarks>
/// Each of the nine taps is applied where a map is s x s; upsampling, shifting by the tap and summing the products is linear, so it is one
/// matrix product with a constant. The matrix of the last size is kept. Exact up to rounding.
/// </remarks>
sealed class PyramidTaps(int[] scales) : IDisposable
{
    private Tensor? _spread;
    private (int Height, int Width, string Device) _size;

    /// <summary>What the maps add to the convolution's output.</summary>
    /// <param name="maps">One per scale, [N, B, s, s].</param>
    /// <param name="weight">Of the whole convolution, [C, channels in, 3, 3], in the format to work in.</param>
    /// <param name="first">Input channel that the first map begins with; the others follow.</param>
    /// <param name="height">Of the output.</param>
    /// <param name="width">Of the output.</param>
    /// <returns>[N, C, height, width], the channels of a cell side by side in memory.</returns>
    public Tensor Apply(List<Tensor> maps, Tensor weight, int first, int height, int width)
    {
        var (n, outputs) = (maps[0].shape[0], weight.shape[0]);
        var products = new Tensor[maps.Count];
        for (var i = 0; i < maps.Count; i++)
        {
            var (channels, cells) = (maps[i].shape[1], (long)scales[i] * scales[i]);
            var rows = maps[i].to_type(weight.dtype).permute(0, 2, 3, 1).reshape(n * cells, channels);
            var taps = weight.narrow(1, first, channels).permute(1, 2, 3, 0).reshape(channels, 9 * outputs);
            products[i] = matmul(rows, taps).view(n, cells * 9, outputs);
            first += (int)channels;
        }

        var spread = Spread(height, width, weight).expand(n, (long)height * width, -1);
        return matmul(spread, cat(products, 1)).view(n, height, width, outputs).permute(0, 3, 1, 2);
    }

    /// <summary>Frees the matrix.</summary>
    public void Dispose() => _spread?.Dispose();

    private Tensor Spread(int height, int width, Tensor like)
    {
        var size = (height, width, like.device.ToString());
        if (_spread is null || _size != size || _spread.dtype != like.dtype)
        {
            _spread?.Dispose();
            using var scope = NewDisposeScope();
            _spread = tensor(Matrix(height, width), [1, height * width, scales.Sum(s => 9 * s * s)]).to(like.dtype, like.device).DetachFromDisposeScope();
            _size = size;
        }

        return _spread;
    }

    // Row: an output cell. Column: scale, row and column of the small map, tap row, tap column.
    private float[] Matrix(int height, int width)
    {
        var matrix = new List<float>(height * width * scales.Sum(s => 9 * s * s));
        var down = scales.Select(s => Enumerable.Range(-1, 3).Select(tap => PyramidMatrix.Upsample(s, height, tap)).ToArray()).ToArray();
        var across = scales.Select(s => Enumerable.Range(-1, 3).Select(tap => PyramidMatrix.Upsample(s, width, tap)).ToArray()).ToArray();
        for (var cell = 0; cell < height * width; cell++)
        {
            var (y, x) = (cell / width, cell % width);
            for (var i = 0; i < scales.Length; i++)
            {
                var s = scales[i];
                for (var small = 0; small < s * s; small++)
                {
                    for (var tap = 0; tap < 9; tap++)
                    {
                        matrix.Add(down[i][tap / 3][(y * s) + (small / s)] * across[i][tap % 3][(x * s) + (small % s)]);
                    }
                }
            }
        }

        return [.. matrix];
    }
}
