using TorchSharp.Internal;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, (Tensor Buffer, bool Persistent)> _buffers = [];
            private readonly OrderedDictionary<string, Module> _modules = [];
            private readonly string _name;
            private bool _training = true;

            protected Module(string name) => _name = name;

            public virtual bool training => _training;

            public virtual string GetName() => _name;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var module in _modules.Values)
                    module.Dispose();
                foreach (var parameter in _parameters.Values)
                    parameter.Dispose();
                foreach (var (buffer, _) in _buffers.Values)
                    buffer.Dispose();
            }

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var module in _modules.Values)
                    module.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var module in _modules.Values)
                    module.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                var list = parameters().ToArray();
                Native.Check(NativeMethods.ts_zero_grads(Native.Handles(list), list.Length, set_to_none));
                GC.KeepAlive(list);
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                // A tensor that is reached by two names is given once, by the first.
                var seen = new HashSet<IntPtr>();
                foreach (var (name, parameter) in _parameters)
                    if (seen.Add(parameter.Handle))
                        yield return (name, parameter);
                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _modules)
                    foreach (var (name, parameter) in module.named_parameters())
                        if (seen.Add(parameter.Handle))
                            yield return ($"{prefix}.{name}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(p => p.parameter);

            /// <summary>Never those that are not persistent, as in the official version.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr>();
                foreach (var (name, (buffer, persistent)) in _buffers)
                    if (persistent && seen.Add(buffer.Handle))
                        yield return (name, buffer);
                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _modules)
                    foreach (var (name, buffer) in module.named_buffers())
                        if (seen.Add(buffer.Handle))
                            yield return ($"{prefix}.{name}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _modules.Select(m => (m.Key, m.Value));

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in _modules)
                {
                    yield return (name, module);
                    foreach (var (inner, descendant) in module.named_modules())
                        yield return ($"{name}.{inner}", descendant);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            public virtual IEnumerable<Module> children() => _modules.Values;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual Tensor? get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                var (owner, name) = Owner(target);
                return owner is not null && owner._buffers.TryGetValue(name, out var entry) ? entry.Buffer : null;
            }

            public virtual Parameter? get_parameter(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                var (owner, name) = Owner(target);
                return owner?._parameters.GetValueOrDefault(name);
            }

            private (Module? Owner, string Name) Owner(string target)
            {
                var module = this;
                var parts = target.Split('.');
                foreach (var part in parts.AsSpan(0, parts.Length - 1))
                    module = module?._modules.GetValueOrDefault(part);
                return (module, parts[^1]);
            }

            /// <summary>Replaces the data behind every parameter and buffer; the objects stay.</summary>
            internal void Move(Func<Tensor, Tensor> convert)
            {
                using var guard = no_grad();
                foreach (var parameter in _parameters.Values)
                    Replace(parameter, convert);
                foreach (var (buffer, _) in _buffers.Values)
                    Replace(buffer, convert);
                foreach (var module in _modules.Values)
                    module.Move(convert);
            }

            private static void Replace(Tensor tensor, Func<Tensor, Tensor> convert)
            {
                using var moved = convert(tensor);
                Native.Check(NativeMethods.ts_set_data(tensor, moved));
                using var grad = tensor.grad;
                if (grad is null)
                    return;
                using var movedGrad = convert(grad);
                Native.Check(NativeMethods.ts_set_data(grad, movedGrad));
            }
        }
    }
}
