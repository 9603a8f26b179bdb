using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>Tells pictures of a broken feed: black, the green of a decoder without data, or one that stands still.</summary>
/// <remarks>
/// It looks at a sample: means of 4 x 4 pixels in each of 32 x 18 cells (about 60 µs whatever the size of the picture). The means take out
/// noise, so that a covered lens is black though its pixels are not all the same; a road at night has lights and shades in them. Each state
/// is left at a higher level than it is entered at, so that it does not flicker. Frozen means identical means: the noise of a real camera
/// changes them with every picture.
/// </remarks>
sealed class QualityCheck(TimeSpan frozenAfter)
{
    private const int Columns = 32;
    private const int Rows = 18;
    private const int Taps = 4;
    private const int Cells = Columns * Rows;
    private const int MeanOf = Taps * Taps;

    private readonly int[] _columns = new int[Columns * Taps];
    private int _width;
    private ushort[] _sums = new ushort[Cells * 3];
    private ushort[] _before = new ushort[Cells * 3];
    private TimeSpan? _sameSince;

    /// <summary>What the last picture was like.</summary>
    public FrameQuality Quality { get; private set; }

    /// <summary>Looks at the next picture of the stream.</summary>
    /// <param name="pixels">BGR, 8 bit, at least 16 x 16. Lent for the call.</param>
    /// <param name="mediaTime">When it is shown.</param>
    public FrameQuality Look(Mat pixels, TimeSpan mediaTime)
    {
        (_sums, _before) = (_before, _sums);
        Sample(pixels);
        if (!_sums.AsSpan().SequenceEqual(_before))
        {
            _sameSince = mediaTime;
        }

        return Quality =
            IsBlack() ? FrameQuality.Black
            : IsGreen() ? FrameQuality.Green
            : mediaTime - (_sameSince ??= mediaTime) >= frozenAfter ? FrameQuality.Frozen
            : FrameQuality.Good;
    }

    private void Sample(Mat pixels)
    {
        Array.Clear(_sums);
        var height = pixels.Height;
        PlaceColumns(pixels.Width);
        for (var y = 0; y < Rows * Taps; y++)
        {
            var row = pixels.RowSpan<byte>(y * height / (Rows * Taps));
            var sums = _sums.AsSpan(y / Taps * Columns * 3, Columns * 3);
            for (var x = 0; x < _columns.Length; x += Taps)
            {
                var (blue, green, red) = (0, 0, 0);
                foreach (var at in _columns.AsSpan(x, Taps))
                {
                    blue += row[at];
                    green += row[at + 1];
                    red += row[at + 2];
                }

                var cell = x / Taps * 3;
                sums[cell] += (ushort)blue;
                sums[cell + 1] += (ushort)green;
                sums[cell + 2] += (ushort)red;
            }
        }
    }

    private void PlaceColumns(int width)
    {
        if (width == _width)
        {
            return;
        }

        _width = width;
        for (var x = 0; x < _columns.Length; x++)
        {
            _columns[x] = x * width / _columns.Length * 3;
        }
    }

    // Means of brightness all low and all much the same: a decoder's black is 0 or 16, a covered lens a little more.
    private bool IsBlack()
    {
        var (sum, squares, brightest) = (0.0, 0.0, 0.0);
        for (var i = 0; i < _sums.Length; i += 3)
        {
            var luma = (0.114 * _sums[i] + 0.587 * _sums[i + 1] + 0.299 * _sums[i + 2]) / MeanOf;
            sum += luma;
            squares += luma * luma;
            brightest = Math.Max(brightest, luma);
        }

        var mean = sum / Cells;
        var spread = Math.Sqrt(Math.Max(0, squares / Cells - mean * mean));
        var (mostMean, mostSpread, mostLight) = Quality == FrameQuality.Black ? (28, 3.5, 20) : (22, 2.0, 12);
        return mean < mostMean && spread < mostSpread && brightest - mean < mostLight;
    }

    // YUV of all zeros is (0, 135, 0) in BGR. Where half of the picture is that, the rest is no use either.
    private bool IsGreen()
    {
        var green = 0;
        for (var i = 0; i < _sums.Length; i += 3)
        {
            if (_sums[i] < 16 * MeanOf && _sums[i + 1] is > 110 * MeanOf and < 170 * MeanOf && _sums[i + 2] < 16 * MeanOf)
            {
                green++;
            }
        }

        return green > Cells * (Quality == FrameQuality.Green ? 0.4 : 0.5);
    }
}
