using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Evaluation;

/// <summary>Frames in pictures, as in the paper's Fig. 6: picture, labels, and the scores side by side.</summary>
/// <remarks>
/// Every score is coloured by its own normal pixels of the whole list: black at their median, half way at the level that 0.5 % of them
/// reach. So equal colours mean equal rates of false alarms, whatever the scores' own scales.
/// </remarks>
static class PictureRows
{
    private const int CellWidth = 320;

    /// <summary>Draws the best, middle and worst frames of the first score.</summary>
    /// <param name="maps">The maps. Lent for the call.</param>
    /// <param name="list">What came out.</param>
    public static IReadOnlyList<PictureRow> Draw(ListMaps maps, ListEvaluation list)
    {
        var places = maps.Frames.Select((f, i) => (f.Name, i)).ToDictionary(p => p.Name, p => p.i);
        var ranked = list.Scores[0].Frames.OrderByDescending(f => f.AveragePrecision).ToList();
        return [.. Places(ranked.Count).Select(p => Row(maps, list, ranked[p.Rank].Frame, places[ranked[p.Rank].Frame], p.Place))];
    }

    private static IEnumerable<(string Place, int Rank)> Places(int count)
    {
        var wanted = new (string, int)[]
        {
            ("best", 0), ("2nd best", 1), ("middle", count / 2), ("3rd worst", count - 3), ("2nd worst", count - 2), ("worst", count - 1),
        };
        return wanted.Where(p => p.Item2 >= 0 && p.Item2 < count).DistinctBy(p => p.Item2);
    }

    private static PictureRow Row(ListMaps maps, ListEvaluation list, string name, int frame, string place)
    {
        var maker = maps.NewMaker();
        maker.Load(frame);
        var cells = new List<(string, byte[])>();
        using (var picture = maps.Picture(frame))
        {
            cells.Add(("picture", Jpeg(picture)));
        }

        using var drawn = new Mat(maker.Height, maker.Width, MatType.CV_8UC3);
        var pixels = drawn.AsSpan<Vec3b>();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = LabelColors.Of(maker.Labels[i]);
        }

        cells.Add(("label", Jpeg(drawn)));
        foreach (var source in maps.Sources)
        {
            var score = list.Scores.First(s => s.Score == source.Name);
            if (score.Pooled is { } pooled)
            {
                var ap = score.Frames.FirstOrDefault(f => f.Frame == name)?.AveragePrecision;
                cells.Add(($"{source.Name}{(ap is null ? "" : $": AUPR {ap * 100:0.0}")}", Heat(maker.Map(source), maker.Height, maker.Width, pooled)));
            }
        }

        return new PictureRow(name, place, cells);
    }

    private static byte[] Heat(ReadOnlySpan<float> map, int height, int width, PooledFigures pooled)
    {
        var (median, level) = (pooled.NormalQuantiles["0.5"], pooled.NormalQuantiles["0.995"]);
        var scale = level > median ? 128 / (level - median) : 0;
        using var levels = new Mat(height, width, MatType.CV_8UC1);
        var bytes = levels.AsSpan<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp((map[i] - median) * scale, 0, 255);
        }

        using var colors = new Mat();
        Cv2.ApplyColorMap(levels, colors, ColormapTypes.Inferno);
        return Jpeg(colors);
    }

    private static byte[] Jpeg(Mat picture)
    {
        using var small = new Mat();
        Cv2.Resize(picture, small, new Size(CellWidth, Math.Max(1, CellWidth * picture.Height / picture.Width)), interpolation: InterpolationFlags.Area);
        Cv2.ImEncode(".jpg", small, out var jpeg, [(int)ImwriteFlags.JpegQuality, 85]);
        return jpeg;
    }
}
