using DiCNet.Train.Data;
using DiCNet.Train.Networks;

namespace DiCNet.Train.Training;

/// <summary>How the student is made.</summary>
sealed record StudentOptions
{
    /// <summary>Its shape.</summary>
    /// <remarks>A copy, since settings are bound into it.</remarks>
    public NetworkSpec Network { get; init; } = NetworkSpec.ShippedStudent with { };

    /// <summary>Weights (safetensors) that the trunk starts from.</summary>
    /// <value>None by default, and better so: a student that starts as its teacher did imitates it on unknown things too.</value>
    public string? Start { get; init; }

    /// <summary>How pictures are cut and varied.</summary>
    public AugmentOptions Augment { get; init; } = new() { Height = 256, Width = 320 };

    /// <summary>How it is fitted.</summary>
    public FitOptions Fit { get; init; } = new() { Epochs = 25 };
}
