using System.Text;
using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(prefix is null ? name : $"{prefix}.{name}", parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(prefix is null ? name : $"{prefix}.{name}", buffer);
                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var missing = target.Keys.Where(k => !Skipped(skip, k) && !source.ContainsKey(k)).ToList();
                var unexpected = source.Keys.Where(k => !Skipped(skip, k) && !target.ContainsKey(k)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary: " +
                        $"missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                using var guard = no_grad();
                foreach (var (name, tensor) in target)
                    if (!Skipped(skip, name) && source.TryGetValue(name, out var value))
                        tensor.copy_(value);
                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                var entries = state_dict().Where(e => !Skipped(skip, e.Key)).ToArray();
                writer.Encode(entries.Length);
                foreach (var (name, tensor) in entries)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
                return this;
            }

            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException("The file of the module's state does not exist.", location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                var state = state_dict();
                var expected = state.Keys.Count(k => !Skipped(skip, k));
                var count = reader.Decode();
                if (strict && count != expected)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {expected}, but found {count} entries.");
                for (var i = 0L; i < count; i++)
                {
                    var name = reader.ReadString();
                    var known = state.TryGetValue(name, out var tensor);
                    if (strict && !known)
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{name}'");
                    var skipped = !known || Skipped(skip, name);
                    TensorExtensionMethods.Load(ref tensor, reader, skipped);
                    if (loadedParameters is not null)
                        loadedParameters[name] = !skipped;
                }
                return this;
            }

            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);

            private static bool Skipped(IList<string>? skip, string name) => skip is not null && skip.Contains(name);
        }
    }
}
