namespace DiCNet.Train.Networks;

/// <summary>First layers of a ResNet.</summary>
enum StemKind
{
    /// <summary>Three 3x3 convolutions, then max pooling.</summary>
    Deep,

    /// <summary>One 7x7 convolution, then max pooling: what torchvision's ImageNet weights are for.</summary>
    Classic,

    /// <summary>Two 3x3 convolutions of stride 2 and half the usual width, no pooling: quick to train from scratch.</summary>
    Small,
}
