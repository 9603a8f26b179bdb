using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OpenCvSharp;

namespace DiCNet.Inference;

/// <summary>One branch of a bundle alone, teacher.onnx or student.onnx: a picture in, its features out, and logits where the graph gives them.</summary>
/// <remarks>For measuring and calibrating; serving uses <see cref="DicnetModel"/>. Results lie in the model's own memory until the next run.</remarks>
public sealed class FeatureModel : IDisposable
{
    private const string Frames = "frames", FeatureOutput = "features", LogitOutput = "logits";

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private readonly Mat _picture;
    private readonly float[] _features;
    private readonly float[] _logits = [];
    private readonly bool _rebind;

    private unsafe FeatureModel(InferenceSession session, InferenceOptions options, int[] input, int[] features, int[]? logits)
    {
        _session = session;
        (Height, Width) = (input[1], input[2]);
        (Channels, GridHeight, GridWidth) = (features[1], features[2], features[3]);
        Classes = logits?[1] ?? 0;
        _rebind = options.Provider != Provider.Cpu;
        _binding = session.CreateIoBinding();
        var pixels = GC.AllocateUninitializedArray<byte>(Height * Width * 3, pinned: true);
        _picture = Mat.FromPixelData(Height, Width, MatType.CV_8UC3, (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref pixels[0]));
        _values.Add(OrtValue.CreateTensorValueFromMemory(pixels, [1, Height, Width, 3]));
        _binding.BindInput(Frames, _values[0]);
        _features = BindOutput(FeatureOutput, Channels);
        if (Classes > 0)
        {
            _logits = BindOutput(LogitOutput, Classes);
        }
    }

    /// <summary>Rows of the pictures it reads; others are brought to this size.</summary>
    public int Height { get; }

    /// <summary>Columns of the pictures it reads.</summary>
    public int Width { get; }

    /// <summary>Channels C of the features.</summary>
    public int Channels { get; }

    /// <summary>Known classes K of the logits; 0 where the graph gives none.</summary>
    public int Classes { get; }

    /// <summary>Rows h of the grids.</summary>
    public int GridHeight { get; }

    /// <summary>Columns w of the grids.</summary>
    public int GridWidth { get; }

    /// <summary>Features of the last picture, [C, h, w], float32. Lent until the next run.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Logits of the last picture, [K, h, w], float32; empty where the graph gives none. Lent until the next run.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Loads a graph and checks that it is such a branch. The caller owns the result.</summary>
    /// <param name="file">teacher.onnx or student.onnx.</param>
    /// <param name="options">How it runs; the batch is always one picture.</param>
    /// <exception cref="UserError">The graph or the provider does not load, or the graph is no branch.</exception>
    public static FeatureModel Load(string file, InferenceOptions options)
    {
        using var sessionOptions = ExecutionProvider.SessionOptions(options);
        InferenceSession session;
        try
        {
            session = new InferenceSession(file, sessionOptions);
        }
        catch (OnnxRuntimeException e) when (options.Provider != Provider.Cpu && File.Exists(file))
        {
            throw ExecutionProvider.NotLoaded(options.Provider, e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserError($"ONNX Runtime cannot load the model ({e.Message})", file, "export the bundle again", e);
        }

        try
        {
            var input = Shape(session.InputMetadata, Frames, TensorElementType.UInt8, 4, file);
            var features = Shape(session.OutputMetadata, FeatureOutput, TensorElementType.Float, 4, file);
            var logits = session.OutputMetadata.ContainsKey(LogitOutput) ? Shape(session.OutputMetadata, LogitOutput, TensorElementType.Float, 4, file) : null;
            if (input[3] != 3 || (logits is not null && (logits[2], logits[3]) != (features[2], features[3])))
            {
                throw Stranger(file, "its pictures do not have three channels, or its grids differ in size");
            }

            return new FeatureModel(session, options, input, features, logits);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs one picture.</summary>
    /// <param name="picture">BGR, 8 bit, any size. Lent for the call.</param>
    public void Run(Mat picture)
    {
        Scaling.Fit(picture, _picture, _picture.Size());
        if (_rebind)
        {
            _binding.BindInput(Frames, _values[0]);
            _binding.SynchronizeBoundInputs();
        }

        _session.RunWithBinding(_run, _binding);
        _binding.SynchronizeBoundOutputs();
    }

    /// <summary>Frees the session and its memory.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values)
        {
            value.Dispose();
        }

        _picture.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private float[] BindOutput(string name, int planes)
    {
        var memory = GC.AllocateUninitializedArray<float>(planes * GridHeight * GridWidth, pinned: true);
        _values.Add(OrtValue.CreateTensorValueFromMemory(memory, [1, planes, GridHeight, GridWidth]));
        _binding.BindOutput(name, _values[^1]);
        return memory;
    }

    private static int[] Shape(IReadOnlyDictionary<string, NodeMetadata> ports, string name, TensorElementType type, int rank, string file)
    {
        if (!ports.TryGetValue(name, out var port))
        {
            throw Stranger(file, $"it has no '{name}' (it has {string.Join(", ", ports.Keys)})");
        }

        return port.ElementDataType == type && port.Dimensions.Length == rank && port.Dimensions.AsSpan(1).IndexOfAnyInRange(int.MinValue, 0) < 0
            ? port.Dimensions
            : throw Stranger(file, $"'{name}' is {port.ElementDataType} [{string.Join(", ", port.Dimensions)}]");
    }

    private static UserError Stranger(string file, string problem) => new(
        $"this is not a teacher or student graph: {problem}", file,
        "it must read frames uint8 [N, H, W, 3] and give features float [N, C, h, w], and may give logits float [N, K, h, w]; export the bundle again");
}
