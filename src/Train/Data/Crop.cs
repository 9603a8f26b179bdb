namespace DiCNet.Train.Data;

/// <summary>Which part of a picture becomes a training sample, and how.</summary>
/// <param name="Left">Left edge in the picture, in pixels; negative: the window sticks out.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Width">Width of the window in the picture; it is resized to the sample's.</param>
/// <param name="Height">Height of the window.</param>
/// <param name="Flip">Mirrored left to right.</param>
readonly record struct Crop(int Left, int Top, int Width, int Height, bool Flip)
{
    /// <summary>Draws a window; one of whole pixels, so that picture and labels are cut alike.</summary>
    /// <param name="options">The ranges.</param>
    /// <param name="height">Height of the picture.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sample">Number of the sample in the run.</param>
    public static Crop Draw(AugmentOptions options, int height, int width, int seed, long sample)
    {
        var (from, to) = (Math.Log(options.ScaleFrom), Math.Log(options.ScaleTo));
        var scale = Math.Exp(from + ((to - from) * Dice.Share(seed, (int)Chance.Scale, sample)));
        var (across, down) = (Pixels(options.Width / scale), Pixels(options.Height / scale));
        return new Crop(
            Edge(width, across, seed, Chance.Left, sample),
            Edge(height, down, seed, Chance.Top, sample),
            across,
            down,
            Dice.Share(seed, (int)Chance.Flip, sample) < options.Flip);

        static int Pixels(double length) => Math.Max(1, (int)Math.Round(length));
    }

    /// <summary>The column of the picture nearest to the centre of each column of the sample; -1 outside.</summary>
    /// <param name="columns">Takes one per column of the sample.</param>
    /// <param name="width">Width of the picture.</param>
    public void Columns(Span<int> columns, int width)
    {
        Nearest(columns, Left, Width, width);
        if (Flip)
        {
            columns.Reverse();
        }
    }

    /// <summary>The row of the picture nearest to the centre of each row of the sample; -1 outside.</summary>
    /// <param name="rows">Takes one per row of the sample.</param>
    /// <param name="height">Height of the picture.</param>
    public void Rows(Span<int> rows, int height) => Nearest(rows, Top, Height, height);

    // A window that fits lies anywhere inside the picture; one that does not holds the whole picture anywhere.
    private static int Edge(int length, int window, int seed, Chance chance, long sample)
    {
        var room = length - window;
        var shift = Dice.Below(Math.Abs(room) + 1, seed, (int)chance, sample);
        return room >= 0 ? shift : -shift;
    }

    // floor(edge + (i + 1/2) * window / n), which is where OpenCV's bilinear resize centres the same pixel.
    private static void Nearest(Span<int> at, int edge, int window, int length)
    {
        for (var i = 0; i < at.Length; i++)
        {
            var position = edge + (int)((((2L * i) + 1) * window) / (2L * at.Length));
            at[i] = position >= 0 && position < length ? position : -1;
        }
    }
}
