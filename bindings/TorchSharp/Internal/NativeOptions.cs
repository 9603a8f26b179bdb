namespace TorchSharp.Internal;

/// <summary>The type and the place of a new tensor; -1 is "not given". The layout is shared with shim.h.</summary>
internal readonly struct NativeOptions
{
    public readonly int Type;
    public readonly int DeviceType;
    public readonly int DeviceIndex;

    public NativeOptions(torch.ScalarType? type, torch.Device? device)
    {
        Type = TypeOf(type);
        DeviceType = device is null ? -1 : (int)torch.InitializeDevice(device).type;
        DeviceIndex = device?.index ?? -1;
    }

    public static int TypeOf(torch.ScalarType? type) => type is { } given ? (int)given : -1;
}
