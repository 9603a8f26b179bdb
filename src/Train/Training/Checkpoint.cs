using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>A network under way or finished, as it lies in one file.</summary>
/// <param name="Header">What it says of itself.</param>
/// <param name="Tensors">Its tensors: <c>average/</c> the network that is kept, and while under way <c>weights/</c> and <c>optimiser</c>.</param>
/// <param name="Digest">SHA-256 of the file, hexadecimal; empty before it is written.</param>
sealed record Checkpoint(CheckpointHeader Header, IReadOnlyList<StoredTensor> Tensors, string Digest)
{
    /// <summary>Prefix of the running average: the network that is kept.</summary>
    public const string Average = "average/";

    /// <summary>Prefix of the weights that the optimiser works on.</summary>
    public const string Weights = "weights/";

    /// <summary>Name of the optimiser's state.</summary>
    public const string Optimiser = "optimiser";

    /// <summary>Copies all parameters and buffers of a module.</summary>
    public static IEnumerable<StoredTensor> Store(string prefix, nn.Module module) =>
        module.state_dict().Select(entry => StoredTensor.From(prefix + entry.Key, entry.Value));

    /// <summary>Writes stored tensors over those of a module.</summary>
    /// <param name="prefix">Which of the checkpoint's tensors.</param>
    /// <param name="module">Lent for the call.</param>
    /// <param name="file">File of the checkpoint, for the message.</param>
    /// <exception cref="UserError">The module has other tensors: it is another network.</exception>
    public void Restore(string prefix, nn.Module module, string file)
    {
        var stored = Tensors.Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Name[prefix.Length..], StringComparer.Ordinal);
        var wanted = module.state_dict();
        var odd = wanted.Keys.Except(stored.Keys).Select(n => $"{n} is missing")
            .Concat(stored.Keys.Except(wanted.Keys).Select(n => $"{n} is too much"))
            .Concat(wanted.Where(w => stored.TryGetValue(w.Key, out var s) && !s.Fits(w.Value))
                .Select(w => $"{w.Key} is [{string.Join(", ", stored[w.Key].Shape)}], not [{string.Join(", ", w.Value.shape)}]"))
            .ToList();
        if (odd.Count > 0)
        {
            throw new UserError(
                $"the checkpoint holds another network ({string.Join("; ", odd.Take(3))}{(odd.Count > 3 ? $"; {odd.Count - 3} more" : "")})",
                file, "name the checkpoint of this architecture");
        }

        foreach (var (name, tensor) in wanted)
        {
            stored[name].CopyTo(tensor);
        }
    }
}
