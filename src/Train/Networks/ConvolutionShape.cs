namespace DiCNet.Train.Networks;

/// <summary>What defines a convolution, its weights aside.</summary>
/// <param name="In">Channels in.</param>
/// <param name="Out">Channels out.</param>
/// <param name="Kernel">Side of the kernel; odd.</param>
/// <param name="Stride">Step of the output grid.</param>
/// <param name="Dilation">Distance of the kernel's taps.</param>
/// <param name="Groups">1, or as many as channels: depthwise.</param>
/// <param name="Bias">Whether a constant is added to each output channel.</param>
readonly record struct ConvolutionShape(int In, int Out, int Kernel, int Stride = 1, int Dilation = 1, int Groups = 1, bool Bias = false)
{
    /// <summary>Whether every output pixel depends on one input pixel at the same place.</summary>
    public bool IsPointwise => Kernel == 1 && Stride == 1 && Groups == 1;
}
