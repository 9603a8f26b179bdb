using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>What really ran the nodes of a model: read from ONNX Runtime's profile of its runs, not from what was asked for.</summary>
/// <param name="Wanted">The execution provider that was asked for, by ONNX Runtime's name.</param>
/// <param name="Providers">What each execution provider ran.</param>
public sealed record NodeTrace(string Wanted, IReadOnlyDictionary<string, NodeShare> Providers)
{
    private const int Runs = 3;
    private const string Cuda = "CUDAExecutionProvider";
    private const string TensorRt = "TensorrtExecutionProvider";

    /// <summary>Whether the provider that was asked for ran every node; behind TensorRT CUDA runs what that does not take, on the same card.</summary>
    public bool IsWhole => Providers.ContainsKey(Wanted) && Providers.Keys.All(p => p == Wanted || (Wanted == TensorRt && p == Cuda));

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
            var nodes = graphs.SelectMany(g => Read(File.ReadAllText(Profile(g.File, g.Digest, options, Path.Combine(folder.FullName, "run"))))).ToList();
            var all = nodes.Sum(n => n.Microseconds);
            return new NodeTrace(ExecutionProvider.NativeName(options.Provider), nodes.GroupBy(n => n.Provider, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => new NodeShare(g.Count(), all > 0 ? g.Sum(n => n.Microseconds) / all : 0), StringComparer.Ordinal));
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
        var others = Providers.Where(p => p.Key != Wanted).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} ran {p.Value.Nodes} for {100 * p.Value.Time:f1} % of the time"));
        var text = $"ran {Providers.GetValueOrDefault(Wanted).Nodes} of {Providers.Values.Sum(p => p.Nodes)} nodes";
        return Providers.Count == 1 && IsWhole ? $"{text}; {Wanted}" : $"{text}; {string.Join(", ", others)}";
    }

    /// <summary>The provider of every node in a profile and the time that the node took in all its runs.</summary>
    internal static IEnumerable<(string Provider, double Microseconds)> Read(string profile)
    {
        using var json = JsonDocument.Parse(profile);
        var nodes = new Dictionary<string, (string Provider, double Microseconds)>(StringComparer.Ordinal);
        foreach (var e in json.RootElement.EnumerateArray())
        {
            // Beside nodes there are events of the session; beside a node's kernel, in older versions, its fences.
            if (e.TryGetProperty("cat", out var category) && category.GetString() == "Node"
                && e.GetProperty("name").GetString() is { } name && name.EndsWith("_kernel_time", StringComparison.Ordinal)
                && e.GetProperty("args") is var args && args.TryGetProperty("provider", out var provider))
            {
                // Names need not differ; indices do.
                var node = args.TryGetProperty("node_index", out var index) ? index.ToString() : name;
                var took = e.TryGetProperty("dur", out var duration) ? duration.GetDouble() : 0;
                nodes[node] = (provider.GetString() ?? "", nodes.GetValueOrDefault(node).Microseconds + took);
            }
        }

        return nodes.Values;
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
