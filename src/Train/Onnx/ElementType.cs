namespace DiCNet.Train.Onnx;

/// <summary>What a tensor holds, by the numbers of the ONNX format.</summary>
enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>Bytes.</summary>
    UInt8 = 2,

    /// <summary>Signed bytes.</summary>
    Int8 = 3,

    /// <summary>32-bit integers.</summary>
    Int32 = 6,

    /// <summary>64-bit integers: shapes and indices.</summary>
    Int64 = 7,
}
