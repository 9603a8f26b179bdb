using System.ComponentModel.DataAnnotations;

namespace DiCNet.Train.Training;

/// <summary>Everything that a training can be told, as one immutable record: configuration file, then environment, then command line.</summary>
sealed record TrainOptions
{
    /// <summary>Folder of the run: what is trained, measured and shown ends there.</summary>
    /// <value><c>out/train</c> by default.</value>
    public string Out { get; init; } = Path.Combine("out", "train");

    /// <summary>Where every random draw comes from: two runs with one seed on one machine are equal.</summary>
    /// <value>0 to 2147483647; 1 by default.</value>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Number format of the heavy products.</summary>
    /// <value><see cref="PrecisionChoice.Auto"/> by default: bfloat16 where the processor multiplies it natively.</value>
    public PrecisionChoice Precision { get; init; }

    /// <summary>What trains.</summary>
    /// <value><see cref="DeviceChoice.Auto"/> by default: a CUDA device when libtorch has one.</value>
    public DeviceChoice Device { get; init; }

    /// <summary>Threads of one operation on the CPU.</summary>
    /// <value>0 to 256; 0, the default, is one per processor. Losses can differ in the last bits between counts.</value>
    [Range(0, 256)]
    public int Threads { get; init; }

    /// <summary>What is learnt from.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>The network that knows the classes.</summary>
    public TeacherOptions Teacher { get; init; } = new();

    /// <summary>The network that imitates it on what is known.</summary>
    public StudentOptions Student { get; init; } = new();
}
