namespace DiCNet.Inference;

/// <summary>How wide the numbers are that a model calculates with.</summary>
public enum ModelPrecision
{
    /// <summary>8 bits where the bundle has such a model and the processor multiplies bytes natively, else 32.</summary>
    Auto,

    /// <summary>32-bit floating point: what was trained.</summary>
    Float32,

    /// <summary>16-bit floating point inside TensorRT or OpenVINO, which narrow the 32-bit model themselves: this or an error.</summary>
    Float16,

    /// <summary>8-bit integers, as <c>dicnet-train quantize</c> writes them: this or an error.</summary>
    Int8,
}
