using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiCNet.Inference;

/// <summary>Teacher and student in one session: pictures in, the grids <c>score</c> and <c>eq7</c> out. Features never leave the device.</summary>
public sealed class DicnetModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    private DicnetModel(ModelBundle bundle, InferenceOptions options, InferenceSession session)
    {
        Bundle = bundle;
        Options = options;
        _session = session;
    }

    /// <summary>What was loaded.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>How it runs.</summary>
    public InferenceOptions Options { get; }

    /// <summary>Version of ONNX Runtime.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>Loads a bundle and checks the graph against its card. The caller owns the result.</summary>
    /// <exception cref="UserError">The provider does not load, or the graph is not what the card says.</exception>
    public static DicnetModel Load(ModelBundle bundle, InferenceOptions options)
    {
        using var sessionOptions = ExecutionProvider.SessionOptions(options);
        InferenceSession session;
        try
        {
            session = new InferenceSession(bundle.ModelFile, sessionOptions);
        }
        catch (OnnxRuntimeException e) when (options.Provider != Provider.Cpu)
        {
            throw ExecutionProvider.NotLoaded(options.Provider, e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserError($"ONNX Runtime cannot load the model ({e.Message})", bundle.ModelFile, "export the bundle again", e);
        }

        try
        {
            var card = bundle.Card;
            CheckPort(bundle, "input", card.Input.Name, session.InputMetadata, TensorElementType.UInt8, [-1, card.Input.Height, card.Input.Width, 3]);
            foreach (var output in card.Outputs)
            {
                CheckPort(bundle, "output", output.Name, session.OutputMetadata, TensorElementType.Float, [-1, output.Height, output.Width]);
            }

            return new DicnetModel(bundle, options, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Makes a batch of this model's size, in memory that its provider copies fastest from. The caller owns the result.</summary>
    public FrameBatch NewBatch() => new(Bundle.Card, _session, Options);

    /// <summary>Scores the frames of a batch: fills its <see cref="FrameBatch.Score"/> and <see cref="FrameBatch.Eq7"/>.</summary>
    /// <param name="batch">A batch of this model with at least one frame. Lent for the call.</param>
    public void Score(FrameBatch batch)
    {
        var binding = batch.Bind();
        _session.RunWithBinding(_run, binding);
        binding.SynchronizeBoundOutputs();
    }

    /// <summary>Frees the session; its batches must be gone.</summary>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private static void CheckPort(
        ModelBundle bundle, string kind, string name, IReadOnlyDictionary<string, NodeMetadata> ports, TensorElementType type, int[] shape)
    {
        if (!ports.TryGetValue(name, out var port))
        {
            throw Contradiction($"has no {kind} '{name}' (it has {string.Join(", ", ports.Keys)})");
        }

        if (port.ElementDataType != type)
        {
            throw Contradiction($"gives {kind} '{name}' the type {port.ElementDataType}; the card says {type}");
        }

        // A symbolic dimension (-1) fits any size.
        var fits = port.Dimensions.Length == shape.Length && port.Dimensions.Zip(shape).All(d => d.First == -1 || d.First == d.Second);
        if (!fits || port.Dimensions[0] != -1)
        {
            throw Contradiction($"gives {kind} '{name}' the shape [{Text(port.Dimensions)}]; the card says [{Text(shape)}]");
        }

        UserError Contradiction(string problem) => new($"the graph {problem}", bundle.ModelFile, "graph and card do not belong together: export the bundle again");

        static string Text(int[] shape) => string.Join(", ", shape.Select(d => d == -1 ? "N" : d.ToString()));
    }
}
