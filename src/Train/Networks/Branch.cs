using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Trunk, pyramid and bottleneck: pictures to features, before any ReLU.</summary>
/// <remarks>Shape: [N, 3, H, W], see <see cref="Pictures"/>, to features [N, C, h, w] in float32, h = ceil(H / 8).</remarks>
sealed class Branch : nn.Module<Tensor, BranchOutput>
{
    private readonly Trunk _trunk;
    private readonly Pyramid _pyramid;
    private readonly BatchNorm? _norm;

    /// <summary>Builds it with weights to start from scratch.</summary>
    /// <param name="spec">What it is made of.</param>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="norm">Whether a batch norm closes it: a teacher's does, a student's does not.</param>
    public Branch(NetworkSpec spec, Arithmetic arithmetic, bool norm)
        : base(nameof(Branch))
    {
        _trunk = spec.MakeTrunk(arithmetic);
        _pyramid = new Pyramid(arithmetic, _trunk.OutputChannels, spec.PyramidChannels, spec.Features, spec.Bias && !norm);
        register_module("trunk", _trunk);
        register_module("pyramid", _pyramid);
        if (norm)
        {
            _norm = new BatchNorm(spec.Features);
            register_module("bn", _norm);
        }
    }

    /// <summary>The part that ImageNet weights exist for.</summary>
    public Trunk Trunk => _trunk;

    /// <inheritdoc/>
    public override BranchOutput forward(Tensor input)
    {
        var trunk = _trunk.call(input);
        var features = Arithmetic.Full(_pyramid.call(trunk.Map));
        return new BranchOutput(_norm is null ? features : _norm.call(features), trunk.Tap);
    }

    /// <summary>Emits the features.</summary>
    /// <param name="graph">Receives the operators.</param>
    /// <param name="x">Normalised pictures.</param>
    /// <param name="height">Of the feature map.</param>
    /// <param name="width">Of the feature map.</param>
    /// <param name="normalize">What comes last, if given; only a teacher's branch has it.</param>
    public string Emit(OnnxGraph graph, string x, int height, int width, Normalize? normalize = null)
    {
        var (foldNorm, foldNormalize) = (graph.Saves(Savings.Norms), graph.Saves(Savings.Norms | Savings.Normalization));
        var folded = Folded.From(_pyramid.Bottleneck);
        folded = _norm is not null && foldNorm ? folded.With(_norm) : folded;
        folded = normalize is not null && foldNormalize ? folded.With(normalize) : folded;
        var y = _pyramid.Emit(graph, _trunk.Emit(graph, x), height, width, folded);
        y = _norm is null || foldNorm ? y : _norm.Emit(graph, y);
        return normalize is null || foldNormalize ? y : normalize.Emit(graph, y);
    }
}
