using System.Diagnostics;
using OpenCvSharp;

namespace DiCNet.Inference;

/// <summary>A model alone, on full batches that lie ready in its input: what the pipeline around it is measured against.</summary>
public sealed class SessionLoop : IDisposable
{
    private readonly DicnetModel _model;
    private readonly Pool<FrameBatch> _batches;
    private readonly Pool<Frame> _frames;
    private readonly FrameBatch[] _lanes;

    /// <summary>Fills one batch for each run at the same time, with noise: how long a run takes does not depend on the picture.</summary>
    /// <param name="model">Lent for the life of the loop.</param>
    public SessionLoop(DicnetModel model)
    {
        _model = model;
        var lanes = model.Options.EffectiveConcurrency;
        _batches = new Pool<FrameBatch>(lanes, model.NewBatch);
        _frames = new Pool<Frame>(lanes * model.Options.Batch, () => new Frame());
        _lanes = new FrameBatch[lanes];
        var noise = new Random(1);
        for (var lane = 0; lane < lanes; lane++)
        {
            _batches.TryRent(out var batch);
            while (!batch!.IsFull)
            {
                _frames.TryRent(out var frame);
                frame!.Pixels.Create(model.Bundle.Card.Input.Height, model.Bundle.Card.Input.Width, MatType.CV_8UC3);
                noise.NextBytes(frame.Pixels.AsSpan<byte>());
                batch.Take(frame);
            }

            _lanes[lane] = batch;
        }
    }

    /// <summary>Frames of one turn: a run of every lane.</summary>
    public int FramesPerTurn => _lanes.Length * _model.Options.Batch;

    /// <summary>Scores at least as many frames, in whole turns.</summary>
    /// <returns>Frames per second.</returns>
    public double Run(int frames)
    {
        var turns = (frames + FramesPerTurn - 1) / FramesPerTurn;
        var started = Stopwatch.GetTimestamp();
        Parallel.ForEach(_lanes, new ParallelOptions { MaxDegreeOfParallelism = _lanes.Length }, batch =>
        {
            for (var turn = 0; turn < turns; turn++)
            {
                _model.Score(batch);
            }
        });
        return turns * FramesPerTurn / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Frees the batches; the model lives on.</summary>
    public void Dispose()
    {
        foreach (var batch in _lanes)
        {
            batch.Dispose();
        }

        _batches.Dispose();
        _frames.Dispose();
    }
}
