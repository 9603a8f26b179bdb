using System.ComponentModel.DataAnnotations;
using DiCNet.Train.Data;
using DiCNet.Train.Networks;

namespace DiCNet.Train.Training;

/// <summary>How the teacher is made.</summary>
sealed record TeacherOptions
{
    /// <summary>Its shape.</summary>
    /// <remarks>A copy, since settings are bound into it.</remarks>
    public NetworkSpec Network { get; init; } = NetworkSpec.ShippedTeacher with { };

    /// <summary>Weights (safetensors) that the trunk starts from; without one it starts from nothing.</summary>
    public string? Start { get; init; }

    /// <summary>How pictures are cut and varied.</summary>
    public AugmentOptions Augment { get; init; } = new() { Height = 256, Width = 320 };

    /// <summary>How it is fitted.</summary>
    public FitOptions Fit { get; init; } = new()
    {
        Batch = 6,
        Optimiser = OptimiserKind.AdamW,
        TrunkRate = 3e-4,
        WeightDecay = 0.02,
        WarmUp = 50,
        Clip = 5,
        Average = 0.99,
    };

    /// <summary>Whether rare classes weigh more: 1 / ln(1.1 + share), scaled to a mean of 1.</summary>
    public bool ClassWeights { get; init; } = true;

    /// <summary>Weight of the auxiliary classifier's loss, where the network has one.</summary>
    /// <value>0 to 10; 0.4 by default.</value>
    [Range(0.0, 10.0)]
    public double AuxiliaryWeight { get; init; } = 0.4;
}
