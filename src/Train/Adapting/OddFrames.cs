using DiCNet.Inference;
using OpenCvSharp;

namespace DiCNet.Train.Adapting;

/// <summary>Finds frames and regions that stand out among footage.</summary>
/// <remarks>
/// Compared is each frame's highest score with that of the other frames, not with the alarm level: a street of another town is
/// above that level everywhere. What is there in half of the frames is therefore taken for normal.
/// </remarks>
static class OddFrames
{
    // A normal distribution is beyond this once in a billion; peaks of real footage have longer tails.
    private const double Far = 6;

    // Deviations of a standing camera's frames can be next to nothing; a difference below this share of the way from the median to the alarm level never counts.
    private const double LeastDeviation = 0.1;

    private const double DeviationPerMad = 1.4826;

    /// <summary>Finds them, in the order of the footage.</summary>
    /// <param name="frames">The footage.</param>
    /// <param name="scores">Raw scores of each, [h, w].</param>
    /// <param name="card">Of the bundle that gave them.</param>
    public static IReadOnlyList<OddFrame> Find(IReadOnlyList<FootageFrame> frames, IReadOnlyList<float[]> scores, ModelCard card)
    {
        var (grid, calibration) = (card.Output("score"), Threshold.FromCard(card).For(default));
        var maps = scores.Select(raw => Smooth(raw, grid.Height, grid.Width, calibration)).ToList();
        var peaks = maps.Select(m => (double)m.Calibrated.ToArray().Max()).ToList();
        var usual = Median(peaks);
        var deviation = Math.Max(LeastDeviation, DeviationPerMad * Median([.. peaks.Select(p => Math.Abs(p - usual))]));
        using var regions = new Regions(usual + (Far * deviation / 2), 0);
        var odd = new List<OddFrame>();
        for (var i = 0; i < maps.Count; i++)
        {
            var distance = (peaks[i] - usual) / deviation;
            if (distance > Far)
            {
                var found = regions.Find(maps[i]).Where(r => r.Peak > usual + (Far * deviation));
                odd.Add(new OddFrame(frames[i], distance, [.. found.Select(r => r.Box.Scale(grid.Width, grid.Height, card.Input.Width, card.Input.Height))]));
            }
        }

        return odd;
    }

    /// <summary>Writes a picture of each with its regions framed.</summary>
    /// <param name="odd">The frames.</param>
    /// <param name="folder">Where to.</param>
    /// <exception cref="UserError">The disk does not take them.</exception>
    public static void Draw(IReadOnlyList<OddFrame> odd, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var frame in odd)
            {
                using var picture = Data.FrameReader.ReadPicture(frame.Frame.Frame);
                foreach (var box in frame.Boxes)
                {
                    Cv2.Rectangle(picture, new Rect(box.X, box.Y, box.Width, box.Height), new Scalar(0, 0, 255), 2);
                }

                Cv2.ImEncode(".jpg", picture, out var bytes);
                File.WriteAllBytes(Path.Combine(folder, frame.Frame.Frame.Name["footage/".Length..].Replace('/', '-') + ".jpg"), bytes);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"pictures of the footage cannot be written ({e.Message.TrimEnd('.')})", folder, "free space there, or choose another folder by --out", e);
        }
    }

    /// <summary>Means of 3 x 3 cells: a single cell that flickers is no region.</summary>
    private static ScoreMap Smooth(float[] raw, int height, int width, Calibration calibration)
    {
        var map = new ScoreMap().Shape(height, width);
        calibration.Apply(raw, map.Raw);
        var from = map.Raw;
        var to = map.Calibrated;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (sum, count) = (0f, 0);
                for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
                {
                    for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                    {
                        sum += from[(v * width) + u];
                        count++;
                    }
                }

                to[(y * width) + x] = sum / count;
            }
        }

        return map;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
