namespace DiCNet.Train.Onnx;

/// <summary>What a graph leaves out of the networks as the paper has them. Each is exact up to rounding.</summary>
/// <remarks>That scores are made on the grid of the features, and only they are enlarged, is the paper's own way and no saving against it.</remarks>
[Flags]
enum Savings
{
    /// <summary>Every operator as the networks are trained.</summary>
    None = 0,

    /// <summary>Batch norms lie in the convolutions before them.</summary>
    Norms = 1,

    /// <summary>U lies in the teacher's last convolution too; only together with <see cref="Norms"/>, since a norm stands between.</summary>
    Normalization = 2,

    /// <summary>Pooled branches are never enlarged, see <see cref="OnnxGraph.PyramidBottleneck"/>.</summary>
    Pyramid = 4,

    /// <summary>What ships.</summary>
    All = Norms | Normalization | Pyramid,
}
