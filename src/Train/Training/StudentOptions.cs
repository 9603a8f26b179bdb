using System.ComponentModel.DataAnnotations;
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

    /// <summary>How far the directions of the teacher's features are brought to one scale before teacher and student are compared: a ridge on their correlation.</summary>
    /// <remarks>
    /// Channels go together: without it a handful of directions makes Eq. 7, and what is unknown shows in the others. The student learns the same features either way.
    /// </remarks>
    /// <value>0 to 10: the smaller, the more alike; 0 compares channel by channel as the paper does.</value>
    [Range(0.0, 10.0)]
    public double Whitening { get; init; } = 0.07;

    /// <summary>How pictures are cut and varied.</summary>
    public AugmentOptions Augment { get; init; } = new() { Height = 256, Width = 320 };

    /// <summary>How it is fitted.</summary>
    public FitOptions Fit { get; init; } = new() { Epochs = 16 };
}
