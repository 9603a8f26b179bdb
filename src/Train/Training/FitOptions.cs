using System.ComponentModel.DataAnnotations;

namespace DiCNet.Train.Training;

/// <summary>How a network is fitted.</summary>
sealed record FitOptions
{
    /// <summary>Passes over the training list, when <see cref="Steps"/> is 0.</summary>
    /// <value>0.01 to 10000; 20 by default.</value>
    [Range(0.01, 10000.0)]
    public double Epochs { get; init; } = 20;

    /// <summary>Steps in all.</summary>
    /// <value>0 to 10 million; 0, the default, takes them from <see cref="Epochs"/>.</value>
    [Range(0, 10_000_000)]
    public int Steps { get; init; }

    /// <summary>Crops per step.</summary>
    /// <value>1 to 256; 4 by default. Batch norm wants a few.</value>
    [Range(1, 256)]
    public int Batch { get; init; } = 4;

    /// <summary>How a gradient becomes a step.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Adam;

    /// <summary>Rate of what starts from nothing.</summary>
    /// <value>1e-7 to 10; 1e-3 by default.</value>
    [Range(1e-7, 10.0)]
    public double Rate { get; init; } = 1e-3;

    /// <summary>Rate of the trunk; less than <see cref="Rate"/> when it starts from trained weights.</summary>
    /// <value>1e-7 to 10; empty, the default, is <see cref="Rate"/>.</value>
    [Range(1e-7, 10.0)]
    public double? TrunkRate { get; init; }

    /// <summary>Pull of the weights (not of biases and norms) to zero.</summary>
    /// <value>0 to 1; 1e-5 by default.</value>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>Steps until the full rate.</summary>
    /// <value>0 to 100000; 100 by default.</value>
    [Range(0, 100_000)]
    public int WarmUp { get; init; } = 100;

    /// <summary>How the rate falls after that.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Cosine;

    /// <summary>Longest gradient, as the norm over all weights.</summary>
    /// <value>0 to 1e6; 0, the default, does not limit it.</value>
    [Range(0.0, 1e6)]
    public double Clip { get; init; }

    /// <summary>Share of the old in the running average of weights and norm statistics: the network that is kept.</summary>
    /// <value>0 to 0.99999; 0.995 by default. 0 keeps the latest weights, which jump from step to step.</value>
    [Range(0.0, 0.99999)]
    public double Average { get; init; } = 0.995;

    /// <summary>Steps between two measurements on the development list.</summary>
    /// <value>0 to 10 million; 0 measures at the end only.</value>
    [Range(0, 10_000_000)]
    public int EvaluateEvery { get; init; } = 250;

    /// <summary>Frames of a measurement under way, spread evenly over the list; the last one takes all.</summary>
    /// <value>1 to 100000; 25 by default.</value>
    [Range(1, 100_000)]
    public int EvaluateFrames { get; init; } = 25;

    /// <summary>Steps between two checkpoints.</summary>
    /// <value>1 to 1 million; 100 by default. At most so many steps are lost by a power cut.</value>
    [Range(1, 1_000_000)]
    public int CheckpointEvery { get; init; } = 100;

    /// <summary>How many steps a list of frames gives.</summary>
    /// <param name="frames">Length of the training list.</param>
    public int TotalSteps(int frames) => Steps > 0 ? Steps : Math.Max(1, (int)Math.Round(Epochs * frames / Batch));
}
