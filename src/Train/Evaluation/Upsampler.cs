using System.Numerics;

namespace DiCNet.Train.Evaluation;

/// <summary>Stretches grids of one size to maps of another. Any number of callers.</summary>
sealed class Upsampler
{
    private readonly Tap[] _rows;
    private readonly Tap[] _columns;
    private readonly int _gridWidth;

    /// <summary>Works out the weights.</summary>
    /// <param name="gridHeight">Rows h of a grid.</param>
    /// <param name="gridWidth">Columns w of a grid.</param>
    /// <param name="height">Rows H of a map.</param>
    /// <param name="width">Columns W of a map.</param>
    /// <param name="mode">Where cells lie.</param>
    public Upsampler(int gridHeight, int gridWidth, int height, int width, Upsampling mode)
    {
        _rows = Taps(gridHeight, height, mode);
        _columns = Taps(gridWidth, width, mode);
        _gridWidth = gridWidth;
    }

    /// <summary>Stretches one grid.</summary>
    /// <param name="grid">[h, w]. Lent for the call.</param>
    /// <param name="map">[H, W]; filled. Lent for the call.</param>
    public void Apply(ReadOnlySpan<float> grid, Span<float> map)
    {
        var width = _columns.Length;
        Span<float> upper = new float[width], lower = new float[width];
        var (first, second) = (-1, -1);
        for (var y = 0; y < _rows.Length; y++)
        {
            var row = _rows[y];
            if (row.First != first)
            {
                if (row.First == second)
                {
                    var swap = upper;
                    upper = lower;
                    lower = swap;
                    second = -1;
                }
                else
                {
                    Stretch(grid.Slice(row.First * _gridWidth, _gridWidth), upper);
                }

                first = row.First;
            }

            if (row.Second != second)
            {
                Stretch(grid.Slice(row.Second * _gridWidth, _gridWidth), lower);
                second = row.Second;
            }

            Blend(upper, lower, row.Weight, map.Slice(y * width, width));
        }
    }

    private void Stretch(ReadOnlySpan<float> cells, Span<float> pixels)
    {
        for (var x = 0; x < pixels.Length; x++)
        {
            var tap = _columns[x];
            pixels[x] = cells[tap.First] + ((cells[tap.Second] - cells[tap.First]) * tap.Weight);
        }
    }

    private static void Blend(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float weight, Span<float> pixels)
    {
        var x = 0;
        for (; x <= pixels.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var (a, b) = (new Vector<float>(upper[x..]), new Vector<float>(lower[x..]));
            (a + ((b - a) * weight)).CopyTo(pixels[x..]);
        }

        for (; x < pixels.Length; x++)
        {
            pixels[x] = upper[x] + ((lower[x] - upper[x]) * weight);
        }
    }

    private static Tap[] Taps(int from, int to, Upsampling mode)
    {
        var taps = new Tap[to];
        for (var i = 0; i < to; i++)
        {
            var at = mode == Upsampling.HalfPixel
                ? Math.Clamp(((i + 0.5) * from / to) - 0.5, 0, from - 1)
                : to == 1 ? 0 : (double)i * (from - 1) / (to - 1);
            var first = Math.Min((int)at, from - 1);
            taps[i] = new Tap(first, Math.Min(first + 1, from - 1), (float)(at - first));
        }

        return taps;
    }

    private readonly record struct Tap(int First, int Second, float Weight);
}
