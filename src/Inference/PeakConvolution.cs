using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using System.Diagnostics;

namespace DiCNet.Inference;

/// <summary>How fast ONNX Runtime convolves on this processor when nothing is in its way: 3x3, 256 channels to 256, four times in a row.</summary>
/// <remarks>What a model reaches of it says how much there is to gain. Weights and pixels are constants; the processor does not care.</remarks>
public sealed class PeakConvolution : IDisposable
{
    private const int Channels = 256, Rows = 48, Columns = 64, Layers = 4;
    private const double GigaflopPerRun = 2e-9 * Layers * Rows * Columns * Channels * Channels * 9;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue[] _maps;

    /// <summary>Loads the convolutions.</summary>
    /// <param name="folder">Holds float32.onnx and int8.onnx.</param>
    /// <param name="precision">Float32 or Int8.</param>
    /// <param name="lanes">Runs at the same time, of one thread each.</param>
    public PeakConvolution(string folder, ModelPrecision precision, int lanes)
    {
        using var options = ExecutionProvider.SessionOptions(new InferenceOptions { Threads = 1, Concurrency = lanes });
        var bytes = precision == ModelPrecision.Int8;
        _session = new InferenceSession(Path.Combine(folder, bytes ? "int8.onnx" : "float32.onnx"), options);
        long[] shape = [1, Channels, Rows, Columns];
        _maps = [.. Enumerable.Range(0, lanes).Select(_ => OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, bytes ? TensorElementType.UInt8 : TensorElementType.Float, shape))];
        foreach (var map in _maps)
        {
            map.GetTensorMutableRawData().Clear();
        }
    }

    /// <summary>Runs for about as long.</summary>
    /// <returns>Gigaflop per second; a multiplication and an addition count as two.</returns>
    public double Measure(TimeSpan time)
    {
        var runs = 0L;
        var started = Stopwatch.GetTimestamp();
        Parallel.ForEach(_maps, new ParallelOptions { MaxDegreeOfParallelism = _maps.Length }, map =>
        {
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                _session.Run(_run, ["x"], [map], ["y"]).Dispose();
                Interlocked.Increment(ref runs);
            }
        });
        return runs * GigaflopPerRun / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Frees the session.</summary>
    public void Dispose()
    {
        foreach (var map in _maps)
        {
            map.Dispose();
        }

        _run.Dispose();
        _session.Dispose();
    }
}
