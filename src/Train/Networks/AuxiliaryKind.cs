namespace DiCNet.Train.Networks;

/// <summary>Head on an earlier map of a teacher, for training only.</summary>
enum AuxiliaryKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>A 1x1 convolution to the classes.</summary>
    Linear,

    /// <summary>A 3x3 convolution with batch norm and ReLU, dropout, then a 1x1 convolution to the classes.</summary>
    Convolutional,
}
