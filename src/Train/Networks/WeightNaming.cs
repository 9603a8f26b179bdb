namespace DiCNet.Train.Networks;

/// <summary>How a file of ImageNet weights names its tensors.</summary>
enum WeightNaming
{
    /// <summary><c>…conv0_weight</c>, <c>…batchnorm0_gamma</c>, with the network's name before.</summary>
    GluonCv,

    /// <summary><c>layer1.0.conv1.weight</c>, <c>layer1.0.bn1.weight</c>.</summary>
    Torchvision,
}
