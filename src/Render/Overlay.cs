using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Draws verdicts. Frames stay raw: it draws on a picture of its own, once per verdict however many sinks ask.</summary>
/// <param name="options">How verdicts are drawn.</param>
public sealed class Overlay(RenderOptions options) : IDisposable
{
    private HeatMap _heat = new(options.HeatMapOpacity);
    private double _opacity = options.HeatMapOpacity;
    private volatile RenderOptions _options = options;
    private readonly Mat _picture = new();
    private Verdict? _drawn;
    private Brush? _brush;
    private Size _brushFor;

    /// <summary>How verdicts are drawn; may be replaced while they are. Any number of threads.</summary>
    public RenderOptions Options
    {
        get => _options;
        set => _options = value;
    }

    /// <summary>The marked picture: scores as a heat-map, alarmed areas outlined, a box per event, a line of facts at the top.</summary>
    /// <returns>BGR, 8 bit, rows not padded, as large as the frame. The overlay's own: valid until the next call, not to be changed.</returns>
    /// <param name="verdict">Lent for the call.</param>
    public Mat Draw(Verdict verdict)
    {
        if (!ReferenceEquals(verdict, _drawn))
        {
            _drawn = null;
            TakeOptions();
            verdict.Frame.Pixels.CopyTo(_picture);
            _heat.Blend(verdict.Scores, _picture);
            var brush = BrushFor(_picture.Size());
            Outline(verdict.Scores, brush);
            foreach (var e in verdict.Active)
            {
                Mark(e, brush);
            }

            HeadUp.Draw(_picture, verdict, brush);
            _drawn = verdict;
        }

        return _picture;
    }

    /// <summary>The scores alone: black is ordinary, pale yellow is twice the alarm level or more.</summary>
    /// <returns>BGR, 8 bit, as large as the frame. The overlay's own: valid until the next call, not to be changed.</returns>
    /// <param name="verdict">Lent for the call.</param>
    public Mat HeatMap(Verdict verdict) => _heat.Opaque(verdict.Scores, verdict.Frame.Pixels.Size());

    /// <summary>Frees the pictures.</summary>
    public void Dispose()
    {
        _heat.Dispose();
        _picture.Dispose();
    }

    private void TakeOptions()
    {
        if (_options.HeatMapOpacity is var wanted && !wanted.Equals(_opacity))
        {
            _heat.Dispose();
            (_heat, _opacity) = (new HeatMap(wanted), wanted);
        }
    }

    private Brush BrushFor(Size size)
    {
        if (_brush is null || _brushFor != size)
        {
            (_brush, _brushFor) = (new Brush(size), size);
        }

        return _brush;
    }

    private void Outline(ScoreMap scores, Brush brush)
    {
        if (_heat.Alarmed(scores, _picture.Size()) is not { } alarmed)
        {
            return;
        }

        Cv2.FindContours(alarmed, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        if (contours.Length > 0)
        {
            Cv2.DrawContours(_picture, contours, -1, Brush.Calm, brush.Line, LineTypes.AntiAlias);
        }
    }

    private void Mark(AnomalyEvent e, Brush brush)
    {
        var (width, height) = (_picture.Width, _picture.Height);
        var box = new Rect(e.Box.X, e.Box.Y, e.Box.Width, e.Box.Height) & new Rect(0, 0, width, height);
        if (box.Width < 1 || box.Height < 1)
        {
            return;
        }

        // A dark rim keeps the box visible on sky and on sunlit walls.
        Cv2.Rectangle(_picture, box, Brush.Dark, brush.Line + 2, LineTypes.Link8);
        Cv2.Rectangle(_picture, box, Brush.Warning, brush.Line, LineTypes.Link8);

        var label = $"{HeadUp.Short(e)}  {HeadUp.Score(e.Peak)}";
        var pad = Math.Max(2, brush.Margin / 2);
        var tag = new Size(brush.Width(label) + (2 * pad), brush.Capital + (2 * pad));
        if (tag.Width > width || tag.Height > height - brush.Strip)
        {
            return;
        }

        var above = box.Top - tag.Height;
        var top = above >= brush.Strip ? above : Math.Min(Math.Max(box.Top, brush.Strip), height - tag.Height);
        var place = new Rect(Math.Clamp(box.Left, 0, width - tag.Width), top, tag.Width, tag.Height);
        Cv2.Rectangle(_picture, place, Brush.Warning, -1);
        brush.Write(_picture, label, place.Left + pad, place.Bottom - pad, Brush.Dark);
    }
}
