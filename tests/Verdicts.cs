using OpenCvSharp;
using Prometheus;
using Xunit;

namespace DiCNet.Tests;

/// <summary>Makes verdicts by hand. Disposing it fails the test when one of them was not given back.</summary>
sealed class Verdicts(int width = 64, int height = 48, int gridWidth = 8, int gridHeight = 6, string stream = "road", int size = 4) : IDisposable
{
    private readonly PipelineMetrics _metrics = new(Metrics.NewCustomRegistry());
    private long _sequence;

    public Pool<Frame> Frames { get; } = new(size, () => new Frame());

    public Pool<ScoreMap> Maps { get; } = new(size, () => new ScoreMap().Shape(gridHeight, gridWidth));

    public StreamId Stream { get; } = new(stream);

    public int Lent => Frames.Lent + Maps.Lent;

    /// <summary>The next frame of the stream, grey, its grid filled with <paramref name="score"/>.</summary>
    public Verdict Next(double seconds, float score = 0, IReadOnlyList<AnomalyEvent>? active = null, IReadOnlyList<AnomalyEvent>? news = null) =>
        Next(seconds, grid => grid.Fill(score), active, news);

    /// <summary>The next frame of the stream, grey, with a grid of calibrated scores.</summary>
    public Verdict Next(double seconds, GridFill fill, IReadOnlyList<AnomalyEvent>? active = null, IReadOnlyList<AnomalyEvent>? news = null, Size? picture = null)
    {
        Assert.True(Frames.TryRent(out var frame));
        Assert.True(Maps.TryRent(out var map));
        var sized = picture ?? new Size(width, height);
        frame.Pixels.Create(sized.Height, sized.Width, MatType.CV_8UC3);
        frame.Pixels.SetTo(Scalar.All(120));
        frame.Identify(_metrics.Of(Stream), _sequence++, TimeSpan.FromSeconds(seconds), 0);
        map.Raw.Clear();
        map.Eq7.Clear();
        fill(map.Calibrated);
        var (peak, sum, alarmed) = (float.NegativeInfinity, 0.0, 0);
        foreach (var cell in map.Calibrated)
        {
            (peak, sum, alarmed) = (Math.Max(peak, cell), sum + cell, alarmed + (cell >= 1 ? 1 : 0));
        }

        var cells = map.Calibrated.Length;
        return new Verdict(frame, map, new ScoreSummary(peak, (float)(sum / cells), (double)alarmed / cells), [], active ?? [], news ?? []);
    }

    public AnomalyEvent Event(int number = 1, EventPhase phase = EventPhase.Started, float peak = 1.5f, double from = 0, double to = 0, PixelBox? box = null) => new(
        $"{Stream}-{number:D5}", (int)phase + 1, phase, Stream, TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), box ?? new PixelBox(8, 8, 16, 16),
        peak, TimeSpan.FromSeconds(to), 0.0625, 3, new string('a', 64), "card");

    public void Dispose()
    {
        Maps.Dispose();
        Frames.Dispose();
    }
}

delegate void GridFill(Span<float> cells);
