using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Runs a graph and lets a caller look at values inside it. For calibrating; serving uses <see cref="DicnetModel"/>.</summary>
public sealed class ActivationProbe : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly IReadOnlyList<string> _values;

    /// <summary>Loads a graph.</summary>
    /// <param name="model">An ONNX model that reads <c>frames</c> uint8 [N, H, W, 3] and has the values as outputs.</param>
    /// <param name="values">Names of float values [N, C, h, w].</param>
    /// <exception cref="UserError">ONNX Runtime does not take the model.</exception>
    public ActivationProbe(byte[] model, IReadOnlyList<string> values)
    {
        _values = values;
        using var options = ExecutionProvider.SessionOptions(new InferenceOptions());
        try
        {
            _session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserError($"ONNX Runtime cannot load the model ({e.Message})", "", "export the bundle again", e);
        }
    }

    /// <summary>Looks at one value.</summary>
    /// <param name="name">Which.</param>
    /// <param name="channels">Its channels C.</param>
    /// <param name="values">[C, h, w]. Lent for the call.</param>
    public delegate void Look(string name, int channels, ReadOnlySpan<float> values);

    /// <summary>Runs one picture and shows every value.</summary>
    /// <param name="picture">BGR, 8 bit, [height, width, 3], of the graph's size. Lent for the call.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="look">Told every value.</param>
    public void Run(byte[] picture, int height, int width, Look look)
    {
        using var frames = OrtValue.CreateTensorValueFromMemory(picture, [1, height, width, 3]);
        using var results = _session.Run(_run, ["frames"], [frames], _values);
        for (var i = 0; i < _values.Count; i++)
        {
            look(_values[i], (int)results[i].GetTensorTypeAndShape().Shape[1], results[i].GetTensorDataAsSpan<float>());
        }
    }

    /// <summary>Frees the session.</summary>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
