namespace OpenCvSharp;

/// <summary>What lies outside an image.</summary>
public enum BorderTypes
{
    Constant = 0, Replicate = 1, Reflect = 2, Wrap = 3, Reflect101 = 4, Transparent = 5, Default = 4, Isolated = 16,
}

/// <summary>Norms.</summary>
[Flags]
public enum NormTypes
{
    INF = 1, L1 = 2, L2 = 4, L2SQR = 5, Hamming = 6, Hamming2 = 7, Relative = 8, MinMax = 32,
}

/// <summary>Comparisons.</summary>
public enum CmpTypes
{
    EQ = 0, GT = 1, GE = 2, LT = 3, LE = 4, NE = 5,
}
