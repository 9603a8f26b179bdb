using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DiCNet.Inference;

/// <summary>What the processor can do.</summary>
static class Processor
{
    /// <summary>Whether it multiplies bytes and adds them up in one instruction: VNNI, or the dot product of Arm.</summary>
    /// <remarks>Without it 8 bits save little time, and the x86 instructions used instead overflow.</remarks>
    public static bool MultipliesBytes { get; } = Dp.IsSupported || Vnni();

    // Intel SDM, CPUID leaf 7: AVX512_VNNI is bit 11 of ECX in sub-leaf 0, AVX_VNNI bit 4 of EAX in sub-leaf 1.
    private static bool Vnni() => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7
        && ((Avx512F.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0) || (X86Base.CpuId(7, 1).Eax & (1 << 4)) != 0);
}
