using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Puts ImageNet weights from a safetensors file into a trunk, and says what went where.</summary>
/// <param name="Loaded">Tensors of the trunk that the file had.</param>
/// <param name="Unmatched">Tensors of the trunk that the file had not: they start from scratch.</param>
/// <param name="Unused">Tensors of the file that the trunk has no place for.</param>
sealed record ImageNetStart(IReadOnlyList<string> Loaded, IReadOnlyList<string> Unmatched, IReadOnlyList<string> Unused)
{
    private static readonly string[] s_gluon = ["gamma", "beta", "running_mean", "running_var"];
    private static readonly string[] s_torchvision = ["weight", "bias", "running_mean", "running_var"];

    /// <summary>Loads what fits; the naming convention and GluonCV's network prefix are told from the file.</summary>
    /// <exception cref="UserError">The file is broken, not one of its names fits the trunk, or a shape differs.</exception>
    public static ImageNetStart Load(Trunk trunk, string path)
    {
        using var file = SafeTensors.Open(path);
        var naming = Enum.GetValues<WeightNaming>().MaxBy(n => Places(trunk, n, file).Count(p => file.Tensors.ContainsKey(p.Name)));
        var places = Places(trunk, naming, file).ToList();
        if (!places.Exists(p => file.Tensors.ContainsKey(p.Name)))
        {
            throw new UserError(
                "not one tensor of this file fits the network", path,
                "GluonCV names fit MobileNetV2 and ResNet50V2, torchvision names fit MobileNetV2Slim and ResNets with the classic stem");
        }

        // All shapes are checked before the first weight is replaced.
        foreach (var (name, tensor) in places)
        {
            if (file.Tensors.TryGetValue(name, out var stored) && !stored.Shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw new UserError(
                    $"tensor {name} is [{string.Join(", ", stored.Shape)}], the network needs [{string.Join(", ", tensor.shape)}]", path,
                    "published weights fit width 64 only");
            }
        }

        foreach (var (name, tensor) in places.Where(p => file.Tensors.ContainsKey(p.Name)))
        {
            Floats.Put(tensor, file.Read(name));
        }

        var known = places.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new ImageNetStart(
            [.. known.Where(file.Tensors.ContainsKey).Order(StringComparer.Ordinal)],
            [.. known.Where(name => !file.Tensors.ContainsKey(name)).Order(StringComparer.Ordinal)],
            [.. file.Tensors.Keys.Where(name => !known.Contains(name) && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Places(Trunk trunk, WeightNaming naming, SafeTensors file)
    {
        var names = trunk.Names(naming).ToList();
        var (join, norms) = naming == WeightNaming.GluonCv ? ("_", s_gluon) : (".", s_torchvision);
        var network = naming == WeightNaming.GluonCv && names.Count > 0 ? NetworkPrefix(file, names.ConvertAll(n => n.Prefix)) : "";
        foreach (var (module, prefix) in names)
        {
            var start = network + prefix + join;
            if (module is Convolution convolution)
            {
                yield return (start + "weight", convolution.Weight);
                continue;
            }

            var values = ((BatchNorm)module).Values;
            Tensor[] tensors = [values.weight, values.bias!, values.running_mean!, values.running_var!];
            for (var i = 0; i < tensors.Length; i++)
            {
                yield return (start + norms[i], tensors[i]);
            }
        }
    }

    // GluonCV numbers networks as they are made: mobilenetv20_, mobilenetv21_, resnetv24_...
    private static string NetworkPrefix(SafeTensors file, List<string> prefixes)
    {
        var longest = prefixes.MaxBy(p => p.Length)! + "_";
        var name = file.Tensors.Keys.FirstOrDefault(k => k.Contains(longest, StringComparison.Ordinal));
        return name is null ? "" : name[..name.IndexOf(longest, StringComparison.Ordinal)];
    }
}
