using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>Turns gradients into steps: the optimiser, with its rates for trunk and heads and decay for weights alone.</summary>
sealed class Updater : IDisposable
{
    private readonly OptimizerHelper _optimiser;
    private readonly Parameter[] _parameters;
    private readonly double[] _rates;
    private readonly double _clip;

    /// <summary>Makes the optimiser for all parameters that want a gradient.</summary>
    /// <param name="network">Lent for the life of this.</param>
    /// <param name="trunk">Its trunk, which has a rate of its own.</param>
    /// <param name="fit">How to step.</param>
    public Updater(nn.Module network, nn.Module trunk, FitOptions fit)
    {
        var ofTrunk = trunk.parameters().Select(p => p.Handle).ToHashSet();
        var groups = network.parameters().Where(p => p.requires_grad)
            .GroupBy(p => (Trunk: ofTrunk.Contains(p.Handle), Decays: p.dim() > 1))
            .OrderBy(g => g.Key)
            .Select(g => (Parameters: g.ToArray(), Rate: g.Key.Trunk ? fit.TrunkRate ?? fit.Rate : fit.Rate, Decay: g.Key.Decays ? fit.WeightDecay : 0))
            .ToArray();
        _parameters = [.. groups.SelectMany(g => g.Parameters)];
        _rates = [.. groups.Select(g => g.Rate)];
        _clip = fit.Clip > 0 ? fit.Clip : double.PositiveInfinity;
        _optimiser = fit.Optimiser switch
        {
            OptimiserKind.Sgd => optim.SGD([.. groups.Select(g => new SGD.ParamGroup(g.Parameters, g.Rate, momentum: 0.9, weight_decay: g.Decay, nesterov: true))], fit.Rate, momentum: 0.9, nesterov: true),
            OptimiserKind.Adam => optim.Adam([.. groups.Select(g => new Adam.ParamGroup(g.Parameters, g.Rate, weight_decay: g.Decay))], fit.Rate),
            _ => optim.AdamW([.. groups.Select(g => new AdamW.ParamGroup(g.Parameters, g.Rate, weight_decay: g.Decay))], fit.Rate),
        };
    }

    /// <summary>Forgets the gradients of the last step.</summary>
    public void Clear() => _optimiser.zero_grad();

    /// <summary>Limits the gradient.</summary>
    /// <returns>Its norm before; not finite when a step with it would destroy the network.</returns>
    public double Clip() => nn.utils.clip_grad_norm_(_parameters, _clip);

    /// <summary>Takes a step.</summary>
    /// <param name="factor">Factor on all rates.</param>
    public void Step(double factor)
    {
        foreach (var (group, rate) in _optimiser.ParamGroups.Zip(_rates))
        {
            group.LearningRate = rate * factor;
        }

        _optimiser.step();
    }

    /// <summary>What the optimiser remembers.</summary>
    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            _optimiser.save_state_dict(writer);
        }

        return stream.ToArray();
    }

    /// <summary>Takes that up again.</summary>
    public void Load(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        _optimiser.load_state_dict(reader);
    }

    /// <inheritdoc/>
    public void Dispose() => _optimiser.Dispose();
}
