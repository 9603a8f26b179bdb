using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>What really ran the nodes of a model: read from ONNX Runtime's profile of its runs, not from what was asked for.</summary>
/// <param name="Wanted">The execution provider that was asked for, by ONNX Runtime's name.</param>
/// <param name="Nodes">How many nodes each execution provider ran.</param>
public sealed record NodeTrace(string Wanted, IReadOnlyDictionary<string, int> Nodes)
{
    private const int Runs = 3;

    /// <summary>Whether the provider that was asked for ran every node.</summary>
    public bool IsWhole => Nodes.Count == 1 && Nodes.ContainsKey(Wanted);

    /// <summary>Runs the graphs of the placement a few times on black pictures and reads who ran their nodes.</summary>
    /// <exception cref="UserError">The provider or a graph does not load or run.</exception>
    public static NodeTrace Of(ModelBundle bundle, InferenceOptions options)
    {
        (string File, string Digest)[] graphs = options.Placement == Placement.Pair && bundle.Card.Pair is { } pair
            ? [.. ((ModelCard.FileSpec[])[pair.Teacher, pair.Student, pair.Score]).Select(f => (bundle.PathOf(f), f.Sha256))]
            : [(bundle.ModelFile, bundle.Digest)];
        var folder = Directory.CreateTempSubdirectory("dicnet-trace-");
        try
        {
            var nodes = graphs.SelectMany(g => Read(File.ReadAllText(Profile(g.File, g.Digest, options, Path.Combine(folder.FullName, "run")))));
            return new NodeTrace(ExecutionProvider.NativeName(options.Provider), nodes.CountBy(p => p).ToDictionary());
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserError($"the provider {ExecutionProvider.Name(options.Provider)} loads the model and cannot run it ({e.Message})", "inference.provider",
                "ask for another provider, or update its driver and libraries", e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One sentence for people.</summary>
    public override string ToString()
    {
        var others = Nodes.Where(n => n.Key != Wanted).OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} ran {n.Value}");
        return $"ran {Nodes.GetValueOrDefault(Wanted)} of {Nodes.Values.Sum()} nodes; {string.Join(", ", IsWhole ? [Wanted] : others)}";
    }

    /// <summary>The provider of every node in a profile, each node once however often it ran.</summary>
    internal static IEnumerable<string> Read(string profile)
    {
        using var json = JsonDocument.Parse(profile);
        var providers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var e in json.RootElement.EnumerateArray())
        {
            // Beside nodes there are events of the session; beside a node's kernel, in older versions, its fences.
            if (e.TryGetProperty("cat", out var category) && category.GetString() == "Node"
                && e.GetProperty("name").GetString() is { } name && name.EndsWith("_kernel_time", StringComparison.Ordinal)
                && e.GetProperty("args") is var args && args.TryGetProperty("provider", out var provider))
            {
                // Names need not differ; indices do.
                providers[args.TryGetProperty("node_index", out var index) ? index.ToString() : name] = provider.GetString() ?? "";
            }
        }

        return providers.Values;
    }

    /// <summary>Runs a graph on zeros, one picture each time, and names the file with the profile.</summary>
    private static string Profile(string file, string digest, InferenceOptions options, string prefix)
    {
        using var session = ModelGraph.Open(file, digest, options, prefix);
        using var run = new RunOptions();
        OrtValue[] inputs = [.. session.InputNames.Select(n => Zeros(session.InputMetadata[n]))];
        try
        {
            for (var i = 0; i < Runs; i++)
            {
                session.Run(run, session.InputNames, inputs, session.OutputNames).Dispose();
            }

            return session.EndProfiling();
        }
        finally
        {
            foreach (var input in inputs)
            {
                input.Dispose();
            }
        }
    }

    private static OrtValue Zeros(NodeMetadata port)
    {
        var zeros = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, port.ElementDataType, [.. port.Dimensions.Select(d => d < 0 ? 1L : d)]);
        zeros.GetTensorMutableRawData().Clear();
        return zeros;
    }
}
