namespace DiCNet.Train.Training;

/// <summary>Which number format the convolutions of a training use.</summary>
enum PrecisionChoice
{
    /// <summary>bfloat16 where the processor or the GPU multiplies it natively, else float32.</summary>
    Auto,

    /// <summary>Everywhere float32.</summary>
    Float32,

    /// <summary>Convolutions in bfloat16; weights, batch norm and losses stay float32.</summary>
    BFloat16,
}
