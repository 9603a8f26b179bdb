namespace TorchSharp.Utils;

/// <summary>The name under which a field of a module is registered, when it is not the field's.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
