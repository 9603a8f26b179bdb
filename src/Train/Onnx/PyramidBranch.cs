namespace DiCNet.Train.Onnx;

/// <summary>One pooled branch of a pyramid head: average over Scale x Scale bins, 1x1 convolution, ReLU.</summary>
/// <param name="Scale">Bins in each direction.</param>
/// <param name="Weight">Of the 1x1 convolution, batch norm folded in: [branch channels, trunk channels].</param>
/// <param name="Bias">Of the 1x1 convolution, batch norm folded in: one per branch channel.</param>
sealed record PyramidBranch(int Scale, float[] Weight, float[] Bias)
{
    /// <summary>Channels that the branch gives.</summary>
    public int Channels => Bias.Length;
}
