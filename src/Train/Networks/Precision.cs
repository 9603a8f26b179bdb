namespace DiCNet.Train.Networks;

/// <summary>Number format of convolutions. Weights, batch norm and losses are float32 always.</summary>
enum Precision
{
    /// <summary>Convolutions in float32: exact, and what parity is checked with.</summary>
    Float32,

    /// <summary>Convolutions in bfloat16: activations travel in bfloat16, float32 weights are rounded when used.</summary>
    BFloat16,
}
