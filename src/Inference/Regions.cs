using OpenCvSharp;

namespace DiCNet.Inference;

/// <summary>8-connected patches of a score map above a level.</summary>
/// <param name="level">Calibrated score a cell must reach to belong to a patch.</param>
/// <param name="minArea">Patches smaller than this fraction of the map are left out.</param>
public sealed class Regions(double level, double minArea) : IDisposable
{
    private readonly Mat _mask = new();
    private readonly Mat _labels = new();
    private readonly Mat _stats = new();
    private readonly Mat _centroids = new();
    private readonly List<Region> _found = [];

    /// <summary>Finds the patches, in reading order of their first cell. Nothing is allocated when there are none.</summary>
    /// <param name="scores">Calibrated scores to search. Lent for the call.</param>
    /// <returns>Boxes in cells of the map. The caller owns the result.</returns>
    public Region[] Find(ScoreMap scores)
    {
        var cells = scores.Calibrated;
        if (!cells.ContainsAnyInRange((float)level, float.PositiveInfinity))
        {
            return [];
        }

        _mask.Create(scores.Height, scores.Width, MatType.CV_8UC1);
        var mask = _mask.AsSpan<byte>();
        for (var i = 0; i < cells.Length; i++)
        {
            mask[i] = cells[i] >= level ? byte.MaxValue : byte.MinValue;
        }

        var count = Cv2.ConnectedComponentsWithStats(_mask, _labels, _stats, _centroids, PixelConnectivity.Connectivity8);
        Span<float> peaks = count <= 512 ? stackalloc float[count] : new float[count];
        Span<int> alarmed = count <= 512 ? stackalloc int[count] : new int[count];
        peaks.Fill(float.NegativeInfinity);
        alarmed.Clear();
        var labels = _labels.AsSpan<int>();
        for (var i = 0; i < cells.Length; i++)
        {
            peaks[labels[i]] = Math.Max(peaks[labels[i]], cells[i]);
            alarmed[labels[i]] += cells[i] >= 1 ? 1 : 0;
        }

        _found.Clear();
        for (var label = 1; label < count; label++)
        {
            var stats = _stats.RowSpan<int>(label);
            var area = (double)stats[(int)ConnectedComponentsTypes.Area] / cells.Length;
            if (area >= minArea)
            {
                var box = new PixelBox(
                    stats[(int)ConnectedComponentsTypes.Left], stats[(int)ConnectedComponentsTypes.Top],
                    stats[(int)ConnectedComponentsTypes.Width], stats[(int)ConnectedComponentsTypes.Height]);
                _found.Add(new Region(box, area, (double)alarmed[label] / cells.Length, peaks[label]));
            }
        }

        return [.. _found];
    }

    /// <summary>Frees the working memory.</summary>
    public void Dispose()
    {
        _mask.Dispose();
        _labels.Dispose();
        _stats.Dispose();
        _centroids.Dispose();
    }
}
