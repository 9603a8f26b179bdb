using TorchSharp.Internal;

namespace TorchSharp;

/// <summary>Moving a module in place to another type or device. Only floating-point tensors change their type.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, type, null, non_blocking);

    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, type, device, non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, null, new torch.Device(deviceType, deviceIndex), non_blocking);

    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, null, device, non_blocking);

    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, null, new torch.Device(device), non_blocking);

    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, other.dtype, other.device, non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, null, torch.CPU, non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, null, new torch.Device(DeviceType.CUDA, deviceIndex), non_blocking);

    public static T half<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, torch.ScalarType.Float16, null, non_blocking);

    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, torch.ScalarType.BFloat16, null, non_blocking);

    public static T @float<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, torch.ScalarType.Float32, null, non_blocking);

    public static T @double<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, torch.ScalarType.Float64, null, non_blocking);

    private static T Moved<T>(T module, torch.ScalarType? type, torch.Device? device, bool nonBlocking)
        where T : torch.nn.Module
    {
        if (type is { } given && !ElementTypes.IsFloatingPoint(given))
            throw new ArgumentException($"Parameters can not be of type {given}: it is no floating-point type.");
        if (device is not null)
            torch.InitializeDevice(device);
        module.Move(tensor =>
        {
            var target = type is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;
            return device is null
                ? tensor.to(target, non_blocking: nonBlocking)
                : tensor.to(target, device, non_blocking: nonBlocking);
        });
        return module;
    }
}
