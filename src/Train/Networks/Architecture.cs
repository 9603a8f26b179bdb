namespace DiCNet.Train.Networks;

/// <summary>Families of trunks; all of them are dilated to an output stride of 8.</summary>
enum Architecture
{
    /// <summary>Residual network of 8 two-convolution blocks.</summary>
    ResNet18,

    /// <summary>Residual network of 16 two-convolution blocks.</summary>
    ResNet34,

    /// <summary>Residual network of 16 bottleneck blocks.</summary>
    ResNet50,

    /// <summary>Residual network of 33 bottleneck blocks.</summary>
    ResNet101,

    /// <summary>MobileNetV2 with GluonCV's first block, which expands 32 channels to 32.</summary>
    MobileNetV2,

    /// <summary>MobileNetV2 with torchvision's first block, which does not expand.</summary>
    MobileNetV2Slim,

    /// <summary>Pre-activation ResNet-50, its stem and stages 1 to 3.</summary>
    ResNet50V2,
}
