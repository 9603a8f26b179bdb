using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Calibrated scores as a picture: over the frame, alone, or only where they alarm.</summary>
/// <param name="opacity">Cover of scores of 2 and more, in [0, 1].</param>
sealed class HeatMap(double opacity) : IDisposable
{
    private readonly ColorMap _colors = new(opacity);
    private readonly Mat _cells = new();
    private readonly Mat _smallRest = new();
    private readonly Mat _levels = new();
    private readonly Mat _cover = new();
    private readonly Mat _rest = new();
    private readonly Mat _opaque = new();
    private readonly Mat _alarmed = new();

    /// <summary>Lays the scores over a picture; ordinary scores leave its pixels as they are.</summary>
    /// <param name="scores">Shape [h, w], stretched over the whole picture. Lent for the call.</param>
    /// <param name="picture">BGR, 8 bit. Lent for the call.</param>
    public void Blend(ScoreMap scores, Mat picture)
    {
        var cells = scores.Calibrated;
        if (Highest(cells) < _colors.FirstCovering)
        {
            return;
        }

        _cells.Create(scores.Height, scores.Width, MatType.CV_8UC3);
        _smallRest.Create(scores.Height, scores.Width, MatType.CV_8UC3);
        var cover = _cells.AsSpan<Vec3b>();
        var rest = _smallRest.AsSpan<Vec3b>();
        for (var i = 0; i < cells.Length; i++)
        {
            var level = ColorMap.Level(cells[i]);
            cover[i] = _colors.Premultiplied[level];
            rest[i] = _colors.InverseAlpha[level];
        }

        // Colours are multiplied by their cover before they are stretched: the other way round edges get dark rims.
        Cv2.Resize(_cells, _cover, picture.Size());
        Cv2.Resize(_smallRest, _rest, picture.Size());
        Cv2.Multiply(picture, _rest, picture, 1 / 255.0);
        Cv2.Add(picture, _cover, picture);
    }

    /// <summary>The scores alone, every level in its full colour. The result is valid until the next call.</summary>
    /// <param name="scores">Shape [h, w], stretched to the size. Lent for the call.</param>
    /// <param name="size">Size of the result in pixels.</param>
    public Mat Opaque(ScoreMap scores, Size size)
    {
        var cells = scores.Calibrated;
        _cells.Create(scores.Height, scores.Width, MatType.CV_8UC3);
        var colors = _cells.AsSpan<Vec3b>();
        for (var i = 0; i < cells.Length; i++)
        {
            colors[i] = _colors.Opaque[ColorMap.Level(cells[i])];
        }

        Cv2.Resize(_cells, _opaque, size, interpolation: InterpolationFlags.Cubic);
        return _opaque;
    }

    /// <summary>255 where the score is at the alarm level or above, 0 elsewhere; null where nothing is. Valid until the next call.</summary>
    /// <param name="scores">Shape [h, w], stretched to the size. Lent for the call.</param>
    /// <param name="size">Size of the result in pixels.</param>
    public Mat? Alarmed(ScoreMap scores, Size size)
    {
        var cells = scores.Calibrated;
        if (Highest(cells) < ColorMap.AlarmLevel)
        {
            return null;
        }

        _levels.Create(scores.Height, scores.Width, MatType.CV_8UC1);
        var levels = _levels.AsSpan<byte>();
        for (var i = 0; i < cells.Length; i++)
        {
            levels[i] = ColorMap.Level(cells[i]);
        }

        Cv2.Resize(_levels, _alarmed, size);
        Cv2.Threshold(_alarmed, _alarmed, ColorMap.AlarmLevel - 1, 255, ThresholdTypes.Binary);
        return _alarmed;
    }

    /// <summary>Frees the working memory.</summary>
    public void Dispose()
    {
        foreach (var mat in (Mat[])[_cells, _smallRest, _levels, _cover, _rest, _opaque, _alarmed])
        {
            mat.Dispose();
        }
    }

    private static int Highest(ReadOnlySpan<float> cells)
    {
        var highest = 0;
        foreach (var cell in cells)
        {
            highest = Math.Max(highest, ColorMap.Level(cell));
        }

        return highest;
    }
}
