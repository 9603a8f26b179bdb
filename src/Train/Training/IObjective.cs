using DiCNet.Train.Data;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>What a <see cref="TrainLoop"/> works for: a network, its loss, and how well it does.</summary>
interface IObjective
{
    /// <summary>Steps in all.</summary>
    int Steps { get; }

    /// <summary>The network that steps are taken on.</summary>
    nn.Module Network { get; }

    /// <summary>Its trunk.</summary>
    nn.Module Trunk { get; }

    /// <summary>The network that is kept: the running average.</summary>
    nn.Module Average { get; }

    /// <summary>The loss of a batch, a scalar with a graph.</summary>
    /// <param name="batch">Lent for the call.</param>
    Tensor Loss(LoadedBatch batch);

    /// <summary>Measures <see cref="Average"/> on the development list.</summary>
    /// <param name="frames">At most so many frames, spread evenly.</param>
    IReadOnlyDictionary<string, double> Measure(int frames);

    /// <summary>What a checkpoint says.</summary>
    /// <param name="step">Steps done.</param>
    CheckpointHeader Header(int step);
}
