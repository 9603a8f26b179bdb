using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiCNet.Inference;

/// <summary>Loads the graphs of a bundle and checks them against its card.</summary>
static class ModelGraph
{
    private const int Any = -1;

    /// <summary>The pictures that a card speaks of.</summary>
    public static Port[] Pictures(ModelCard card) => [new(card.Input.Name, TensorElementType.UInt8, [Any, card.Input.Height, card.Input.Width, 3])];

    /// <summary>The grids that a card speaks of.</summary>
    public static Port[] Grids(ModelCard card) => [.. card.Outputs.Select(o => new Port(o.Name, TensorElementType.Float, [Any, o.Height, o.Width]))];

    /// <summary>Features as wide as a card speaks of.</summary>
    public static Port Features(string name, ModelCard card) =>
        new(name, TensorElementType.Float, [Any, card.FeatureChannels, card.Output("score").Height, card.Output("score").Width]);

    /// <summary>Loads a graph. The caller owns the result.</summary>
    /// <exception cref="UserError">The provider does not load, or the graph does not or lacks a port.</exception>
    public static InferenceSession Load(string file, string digest, InferenceOptions options, Port[] inputs, Port[] outputs)
    {
        var session = Open(file, digest, options);
        try
        {
            Check(file, "input", session.InputMetadata, inputs);
            Check(file, "output", session.OutputMetadata, outputs);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Loads a graph without a look at its ports. The caller owns the result.</summary>
    /// <param name="file">The graph.</param>
    /// <param name="digest">Its SHA-256: what a provider builds from it is kept under this name.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="profile">Start of the name of a file that every run is recorded in; none by default.</param>
    /// <exception cref="UserError">The provider or the graph does not load.</exception>
    public static InferenceSession Open(string file, string digest, InferenceOptions options, string? profile = null)
    {
        using var sessionOptions = ExecutionProvider.SessionOptions(options, digest);
        if (profile is not null)
        {
            sessionOptions.ProfileOutputPathPrefix = profile;
            sessionOptions.EnableProfiling = true;
        }

        try
        {
            return new InferenceSession(file, sessionOptions);
        }
        catch (OnnxRuntimeException e) when (options.Provider != Provider.Cpu)
        {
            throw ExecutionProvider.NotLoaded(options.Provider, e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserError($"ONNX Runtime cannot load the model ({e.Message})", file, "export the bundle again", e);
        }
    }

    private static void Check(string file, string kind, IReadOnlyDictionary<string, NodeMetadata> ports, Port[] wanted)
    {
        foreach (var (name, type, shape) in wanted)
        {
            if (!ports.TryGetValue(name, out var port))
            {
                throw Contradiction($"has no {kind} '{name}' (it has {string.Join(", ", ports.Keys)})");
            }

            if (port.ElementDataType != type)
            {
                throw Contradiction($"gives {kind} '{name}' the type {port.ElementDataType}; the card says {type}");
            }

            // A symbolic dimension fits any size.
            var fits = port.Dimensions.Length == shape.Length && port.Dimensions.Zip(shape).All(d => d.First == Any || d.First == d.Second);
            if (!fits || port.Dimensions[0] != Any)
            {
                throw Contradiction($"gives {kind} '{name}' the shape [{Text(port.Dimensions)}]; the card says [{Text(shape)}]");
            }
        }

        UserError Contradiction(string problem) => new($"the graph {problem}", file, "graph and card do not belong together: export the bundle again");

        static string Text(int[] shape) => string.Join(", ", shape.Select(d => d == Any ? "N" : d.ToString()));
    }
}
