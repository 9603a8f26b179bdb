using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"'{name}' is no name of a module: it is empty or has a dot.");
                if (submodule is null)
                {
                    _modules.Remove(name);
                    return;
                }
                if (!_modules.TryAdd(name, submodule))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_parameters.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            /// <summary>Registers the fields; called at the end of the constructor of a module.</summary>
            protected virtual void RegisterComponents()
            {
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (var field in type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        Register(field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name, field.GetValue(this));
            }

            private void Register(string name, object? component)
            {
                switch (component)
                {
                    case Module module when !_modules.ContainsKey(name):
                        register_module(name, module);
                        break;
                    case Modules.Parameter parameter when !_parameters.ContainsKey(name):
                        register_parameter(name, parameter);
                        break;
                    case Tensor tensor and not Modules.Parameter when !_buffers.ContainsKey(name):
                        register_buffer(name, tensor);
                        break;
                }
            }

            internal void ReplaceModules(IEnumerable<(string Name, Module Module)> modules)
            {
                _modules.Clear();
                foreach (var (name, module) in modules)
                    register_module(name, module);
            }
        }
    }
}
