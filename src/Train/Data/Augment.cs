using System.Diagnostics;
using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>Frames to training samples: cut, resized, mirrored, coloured. Keeps scratch pictures, so one per thread.</summary>
/// <param name="options">What a sample is made of.</param>
sealed class Augment(AugmentOptions options) : IDisposable
{
    private readonly Mat _window = new();
    private readonly Mat _resized = new(options.Height, options.Width, MatType.CV_8UC3);
    private readonly int[] _columns = new int[options.Width];
    private readonly int[] _rows = new int[options.Height];

    /// <summary>What lies outside the picture: ImageNet's mean colour, 0 after normalisation; B, G, R.</summary>
    public static ReadOnlySpan<byte> Outside => [104, 116, 124];

    /// <summary>Makes a sample; the same for the same frame, seed and number.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sample">Number of the sample in the run.</param>
    /// <param name="picture">Takes [Height, Width, 3] BGR; bilinear. Lent for the call.</param>
    /// <param name="labels">Takes [Height, Width]; nearest; anomaly and outside become void. Lent for the call.</param>
    public void Apply(DecodedFrame frame, int seed, long sample, Span<byte> picture, Span<byte> labels)
    {
        var crop = Crop.Draw(options, frame.Height, frame.Width, seed, sample);
        crop.Columns(_columns, frame.Width);
        crop.Rows(_rows, frame.Height);
        CutLabels(frame, labels);
        Resize(frame, crop);
        Paint(ColorJitter.Draw(options, seed, sample), crop.Flip, picture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _window.Dispose();
        _resized.Dispose();
    }

    private void CutLabels(DecodedFrame frame, Span<byte> labels)
    {
        for (var y = 0; y < _rows.Length; y++)
        {
            var to = labels.Slice(y * _columns.Length, _columns.Length);
            if (_rows[y] < 0)
            {
                to.Fill(ClassTable.Void);
                continue;
            }

            var from = frame.Labels.AsSpan(_rows[y] * frame.Width, frame.Width);
            for (var x = 0; x < to.Length; x++)
            {
                var label = _columns[x] < 0 ? ClassTable.Void : from[_columns[x]];
                to[x] = label == ClassTable.Anomaly ? ClassTable.Void : label;
            }
        }
    }

    private unsafe void Resize(DecodedFrame frame, Crop crop)
    {
        fixed (byte* pixels = frame.Picture)
        {
            using var whole = Mat.FromPixelData(frame.Height, frame.Width, MatType.CV_8UC3, (IntPtr)pixels);
            var window = new Rect(crop.Left, crop.Top, crop.Width, crop.Height);
            var inside = window & new Rect(0, 0, frame.Width, frame.Height);
            using var part = new Mat(whole, inside);
            var size = new Size(options.Width, options.Height);
            if (inside == window)
            {
                Cv2.Resize(part, _resized, size);
            }
            else
            {
                // Repeated edges: the colour outside must not bleed into the last pixels of the picture.
                Cv2.CopyMakeBorder(
                    part,
                    _window,
                    inside.Top - window.Top,
                    window.Bottom - inside.Bottom,
                    inside.Left - window.Left,
                    window.Right - inside.Right,
                    BorderTypes.Replicate | BorderTypes.Isolated);
                Cv2.Resize(_window, _resized, size);
            }
        }

        Debug.Assert(_resized.IsContinuous(), "rows are read as packed");
    }

    private void Paint(in ColorJitter jitter, bool flip, Span<byte> picture)
    {
        var bytes = _columns.Length * 3;
        for (var y = 0; y < _rows.Length; y++)
        {
            var from = _resized.RowSpan<byte>(y);
            var to = picture.Slice(y * bytes, bytes);
            if (_rows[y] >= 0 && jitter.IsNone && !flip && _columns[0] >= 0 && _columns[^1] >= 0)
            {
                from.CopyTo(to);
                continue;
            }

            for (var x = 0; x < _columns.Length; x++)
            {
                var pixel = to.Slice(x * 3, 3);
                var source = from.Slice((flip ? _columns.Length - 1 - x : x) * 3, 3);
                if (_rows[y] < 0 || _columns[x] < 0)
                {
                    Outside.CopyTo(pixel);
                }
                else
                {
                    jitter.Apply(source, pixel);
                }
            }
        }
    }
}
