namespace DiCNet.Train.Training;

/// <summary>What trains.</summary>
enum DeviceChoice
{
    /// <summary>CUDA when libtorch has a device, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>The first CUDA device, or an error.</summary>
    Cuda,
}
