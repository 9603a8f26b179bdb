namespace DiCNet.Train.Networks;

/// <summary>Number formats that weights come in; the names are the format's.</summary>
enum SafeTensorType
{
    /// <summary>IEEE single.</summary>
    F32,

    /// <summary>IEEE half.</summary>
    F16,

    /// <summary>Upper half of an IEEE single.</summary>
    BF16,
}
