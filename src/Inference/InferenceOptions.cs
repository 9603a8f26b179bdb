using System.ComponentModel.DataAnnotations;

namespace DiCNet.Inference;

/// <summary>How the model runs.</summary>
public sealed record InferenceOptions
{
    /// <summary>What runs the model. It is this or an error, never another one silently.</summary>
    /// <value><see cref="Provider.Cpu"/> by default.</value>
    public Provider Provider { get; init; } = Provider.Cpu;

    /// <summary>Which device of the provider runs the model.</summary>
    /// <value>Null, the default, is the provider's own choice. CUDA and TensorRT: number of the card; OpenVINO: CPU, GPU, GPU.1, NPU and the like.</value>
    public string? Device { get; init; }

    /// <summary>Where teacher and student run.</summary>
    /// <value><see cref="Placement.Fused"/> by default. Pair needs a bundle that holds them apart, and memory for the features of a batch.</value>
    public Placement Placement { get; init; } = Placement.Fused;

    /// <summary>How wide the numbers are that the model calculates with.</summary>
    /// <value><see cref="ModelPrecision.Auto"/> by default. 8 bits are for the CPU and the fused placement, 16 for TensorRT and OpenVINO.</value>
    public ModelPrecision Precision { get; init; }

    /// <summary>Threads of one model run on the CPU.</summary>
    /// <value>0 to 256; 0, the default, shares the processors out among the runs. Scores can differ in the last bits between counts.</value>
    [Range(0, 256)]
    public int Threads { get; init; }

    /// <summary>Model runs at the same time.</summary>
    /// <value>
    /// 0 to 64; 0, the default, is chosen by measuring where threads are 0 too. More runs of fewer threads each give more frames per second,
    /// and each frame takes longer.
    /// </value>
    [Range(0, 64)]
    public int Concurrency { get; init; }

    /// <summary>Whether ONNX Runtime may rewrite the graph when it loads it.</summary>
    /// <value>True by default. False is up to four times slower, and shows whether the rewriting is at fault where scores look wrong.</value>
    public bool Optimize { get; init; } = true;

    /// <summary>Frames per model run.</summary>
    /// <value>1 to 64; 1 by default. More pays on a GPU, costs memory, and delays the first frame of a batch.</value>
    [Range(1, 64)]
    public int Batch { get; init; } = 1;

    /// <summary>Runs at the same time as a number of its own; one where nothing was said or measured.</summary>
    public int EffectiveConcurrency => Concurrency == 0 ? 1 : Concurrency;

    /// <summary>Threads of one run as a number of its own.</summary>
    public int EffectiveThreads => Threads == 0 ? Math.Max(1, Environment.ProcessorCount / EffectiveConcurrency) : Threads;
}
