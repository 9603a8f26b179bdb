using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _steps = [];

    internal Sequential(IEnumerable<(string Name, nn.IModule<Tensor, Tensor> Module)> modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
            append(name, module);
    }

    public int Count => _steps.Count;

    public nn.IModule<Tensor, Tensor> this[int index] => _steps[index].Module;

    /// <summary>A view: the modules are shared.</summary>
    public Sequential this[(int? start, int? end) index] => this[(index.start ?? 0)..(index.end ?? Count)];

    /// <summary>A view: the modules are shared.</summary>
    public Sequential this[Range index]
    {
        get
        {
            var (offset, length) = index.GetOffsetAndLength(Count);
            return new Sequential(_steps.GetRange(offset, length).Select((s, i) => ($"{i}", s.Module)));
        }
    }

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        _steps.Add((name, module));
        register_module(name, (nn.Module)module);
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{_steps.Count}", module);

    public override Tensor forward(Tensor tensor)
    {
        if (_steps.Count == 0)
            return tensor.alias();
        using var scope = NewDisposeScope();
        var result = _steps[0].Module.call(tensor);
        for (var i = 1; i < _steps.Count; i++)
        {
            var next = _steps[i].Module.call(result);
            result.Dispose();
            result = next;
        }
        return result.MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents()
    {
    }
}
