using DiCNet.Inference;
using Prometheus;

namespace DiCNet.App.Live;

/// <summary>A candidate model that sees a share of the frames. Its scores change nothing; how far they disagree is measured.</summary>
/// <remarks>It works beside the pipeline, on one frame at a time; a frame that comes while it is busy is not for it.</remarks>
sealed class Shadow : IAsyncDisposable
{
    private const int Purpose = 's';

    private readonly DicnetModel _model;
    private readonly double _share;
    private readonly Pool<FrameBatch> _batches;
    private readonly Pool<Frame> _frames = new(1, () => new Frame());
    private readonly Counter _seen;
    private readonly Histogram _disagreement;
    private readonly float[] _own;
    private readonly float[] _decided;
    private Task _scoring = Task.CompletedTask;
    private long _offered;
    private long _count;
    private double _sum;

    /// <summary>Takes the candidate. Owned from now on.</summary>
    public Shadow(DicnetModel model, double share, CollectorRegistry registry)
    {
        (_model, _share) = (model, share);
        _batches = new Pool<FrameBatch>(1, model.NewBatch);
        var grid = model.Bundle.Card.Output("score");
        _own = new float[grid.Height * grid.Width];
        _decided = new float[_own.Length];
        var make = Metrics.WithCustomRegistry(registry);
        _seen = make.CreateCounter("dicnet_shadow_frames_total", "Frames that the candidate saw.");
        _disagreement = make.CreateHistogram(
            "dicnet_shadow_disagreement_ratio", "Share of a frame's cells that one model puts at the alarm level and the other does not.",
            new HistogramConfiguration { Buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1] });
    }

    /// <summary>What it has seen so far. Any number of threads.</summary>
    public ShadowStatus Status
    {
        get
        {
            var count = Interlocked.Read(ref _count);
            return new ShadowStatus(_model.Bundle.Card.Name, _model.Bundle.Digest, count, count == 0 ? 0 : Volatile.Read(ref _sum) / count);
        }
    }

    /// <summary>Takes its share of what is shown to it; never waits. One caller at a time.</summary>
    /// <param name="verdict">Lent for the call.</param>
    public void Offer(Verdict verdict)
    {
        var scores = verdict.Scores;
        // Models of different grids are not compared cell by cell.
        if (Dice.Share(0, Purpose, _offered++) < _share && _scoring.IsCompleted && scores.Calibrated.Length == _own.Length && _frames.TryRent(out var frame))
        {
            verdict.Frame.Pixels.CopyTo(frame.Pixels);
            scores.Calibrated.CopyTo(_decided);
            var stream = verdict.Frame.Stream;
            _scoring = Task.Run(() => Score(frame, stream));
        }
    }

    /// <summary>Waits for the run under way, then frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        await _scoring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _batches.Dispose();
        _frames.Dispose();
        _model.Dispose();
    }

    private void Score(Frame frame, StreamId stream)
    {
        _batches.TryRent(out var batch);
        using (batch)
        {
            batch!.Take(frame);
            _model.Score(batch);
            _model.Threshold.For(stream).Apply(batch.Score(0), _own);
        }

        var different = 0;
        for (var i = 0; i < _own.Length; i++)
        {
            different += (_own[i] >= 1) != (_decided[i] >= 1) ? 1 : 0;
        }

        var share = (double)different / _own.Length;
        Volatile.Write(ref _sum, _sum + share);
        Interlocked.Increment(ref _count);
        _seen.Inc();
        _disagreement.Observe(share);
    }
}
