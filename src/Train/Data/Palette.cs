using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>The colour of every stored value.</summary>
sealed class Palette
{
    private static readonly Rgb s_void = new(20, 20, 24);

    private readonly Vec3b[] _colors = new Vec3b[256];

    /// <summary>Takes the table's colours and chooses what it leaves open.</summary>
    public Palette(ClassTable classes)
    {
        var chosen = 0;
        var byName = new Dictionary<string, Rgb>(StringComparer.Ordinal);
        foreach (var entry in classes.Stored.OrderBy(s => s.Color is null))
        {
            if (!byName.TryGetValue(entry.Name, out var color))
            {
                color = entry.IsVoid ? s_void : entry.Color ?? Choose(chosen++);
                byName.Add(entry.Name, color);
            }

            _colors[entry.Id] = new Vec3b(color.B, color.G, color.R);
        }
    }

    /// <summary>B, G, R of a stored value.</summary>
    public Vec3b this[byte stored] => _colors[stored];

    /// <summary>The same, to draw with.</summary>
    public Scalar Of(byte stored) => new(_colors[stored].Item0, _colors[stored].Item1, _colors[stored].Item2);

    /// <summary>Colours a picture of stored values. The caller owns the result.</summary>
    /// <param name="stored">One channel, 8 bit. Lent for the call.</param>
    public Mat Paint(Mat stored)
    {
        var (rows, cols) = (stored.Rows, stored.Cols);
        var painted = new Mat(rows, cols, MatType.CV_8UC3);
        for (var y = 0; y < rows; y++)
        {
            var from = stored.RowSpan<byte>(y);
            var to = painted.RowSpan<Vec3b>(y);
            for (var x = 0; x < cols; x++)
            {
                to[x] = _colors[from[x]];
            }
        }

        return painted;
    }

    // Hues a golden angle apart stay apart for any number of classes.
    private static Rgb Choose(int number)
    {
        var hue = number * 0.381966 % 1 * 6;
        var value = number % 2 == 0 ? 220 : 160;
        return new Rgb(Channel(5), Channel(3), Channel(1));

        byte Channel(int shift)
        {
            var k = (shift + hue) % 6;
            return (byte)(value * (1 - (0.7 * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }
    }
}
