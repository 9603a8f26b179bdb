using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiCNet.Inference;

/// <summary>An input or output that a graph must have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Of its elements.</param>
/// <param name="Shape">-1 for any size.</param>
sealed record Port(string Name, TensorElementType Type, int[] Shape);
