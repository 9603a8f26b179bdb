using DiCNet.Inference;
using OpenCvSharp;

namespace DiCNet.Train.Onnx;

/// <summary>A bundle that scores one picture after another, as serving does.</summary>
sealed class PictureScorer : IDisposable
{
    private readonly DicnetModel _model;
    private readonly Pool<FrameBatch> _batches;
    private readonly Pool<Frame> _frames = new(1, () => new Frame());

    /// <summary>Loads the bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="placement">Where its networks run.</param>
    /// <param name="threads">Threads of a model run; 0 is one per processor.</param>
    /// <param name="optimize">Whether ONNX Runtime may rewrite the graph.</param>
    public PictureScorer(ModelBundle bundle, Placement placement, int threads = 0, bool optimize = true)
    {
        _model = DicnetModel.Load(bundle, new InferenceOptions { Placement = placement, Threads = threads, Optimize = optimize });
        _batches = new Pool<FrameBatch>(1, _model.NewBatch);
    }

    /// <summary>The grids of a picture [h, w].</summary>
    /// <param name="picture">BGR, 8 bit, any size. Lent for the call.</param>
    public (float[] Score, float[] Eq7) Score(Mat picture)
    {
        // There is one of each, and both are at home between calls.
        _frames.TryRent(out var frame);
        picture.CopyTo(frame!.Pixels);
        _batches.TryRent(out var batch);
        using (batch!)
        {
            batch!.Take(frame);
            _model.Score(batch);
            return (batch.Score(0).ToArray(), batch.Eq7(0).ToArray());
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        _frames.Dispose();
        _batches.Dispose();
        _model.Dispose();
    }
}
