namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. Takes over the tensor that it is made of.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(Take(data, requires_grad, out var scope))
    {
        if (!ReferenceEquals(OwningDisposeScope, scope))
            MoveToOtherDisposeScope(scope);
    }

    private static IntPtr Take(torch.Tensor data, bool requires_grad, out DisposeScope? scope)
    {
        data.requires_grad = requires_grad;
        scope = data.OwningDisposeScope;
        return data.MoveHandle();
    }
}
