using System.Runtime.Intrinsics.X86;
using DiCNet.Train.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>What this machine trains with.</summary>
/// <param name="Device">The device.</param>
/// <param name="Precision">Number format of convolutions.</param>
sealed record Hardware(Device Device, Precision Precision)
{
    /// <summary>Chooses as told, and sets the threads of libtorch.</summary>
    /// <exception cref="UserError">CUDA is asked for and libtorch has none.</exception>
    public static Hardware Choose(TrainOptions options)
    {
        var cuda = options.Device != DeviceChoice.Cpu && torch.cuda.is_available();
        if (options.Device == DeviceChoice.Cuda && !cuda)
        {
            throw new UserError("'device' is cuda and libtorch finds no CUDA device", "", "set device to cpu or auto, or name a libtorch with CUDA by DICNET_TORCH_DIR");
        }

        set_num_threads(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
        var precision = options.Precision switch
        {
            PrecisionChoice.Float32 => Precision.Float32,
            PrecisionChoice.BFloat16 => Precision.BFloat16,
            _ => cuda || MultipliesBFloat16() ? Precision.BFloat16 : Precision.Float32,
        };
        return new Hardware(cuda ? torch.device("cuda:0") : CPU, precision);
    }

    /// <summary>Whether this processor has AMX or AVX512 instructions for bfloat16.</summary>
    public static bool MultipliesBFloat16()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
        {
            return false;
        }

        // CPUID leaf 7: subleaf 0 EDX bit 22 is AMX-BF16, subleaf 1 EAX bit 5 is AVX512_BF16.
        var amx = (X86Base.CpuId(7, 0).Edx >> 22) & 1;
        var avx = (X86Base.CpuId(7, 1).Eax >> 5) & 1;
        return amx + avx > 0;
    }
}
