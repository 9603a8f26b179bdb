using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Networks;

/// <summary>Pre-activation ResNet-50: stem and stages 1 to 3; stage 3 is dilated by 2 instead of strided.</summary>
/// <remarks>The tap is the output of stage 2. Source: GluonCV's resnet50_v2.</remarks>
sealed class ResNetV2 : Trunk
{
    private static readonly (int Units, int Stride, int Dilation)[] s_stages = [(3, 1, 1), (4, 2, 1), (6, 1, 2)];

    private readonly BatchNorm _input = new(3);
    private readonly ConvNorm _stem;
    private readonly List<List<PreActivationUnit>> _stages = [];
    private readonly BatchNorm _last;

    /// <summary>Builds it with weights to start from scratch.</summary>
    public ResNetV2(Arithmetic arithmetic, int width)
        : base(nameof(ResNetV2))
    {
        register_module("input", _input);
        _stem = new ConvNorm(arithmetic, new(3, width, 7, 2));
        register_module("stem", _stem);
        var channels = width;
        foreach (var stage in s_stages)
        {
            var planes = width << _stages.Count;
            var units = new List<PreActivationUnit>();
            for (var i = 0; i < stage.Units; i++)
            {
                var unit = new PreActivationUnit(arithmetic, channels, planes, i == 0 ? stage.Stride : 1, i == 0 ? 1 : stage.Dilation, project: i == 0);
                register_module($"stage{_stages.Count + 1}_{i}", unit);
                units.Add(unit);
                channels = 4 * planes;
            }

            _stages.Add(units);
        }

        _last = new BatchNorm(channels);
        register_module("last", _last);
        OutputChannels = channels;
    }

    /// <inheritdoc/>
    public override int OutputChannels { get; }

    /// <inheritdoc/>
    public override int TapChannels => OutputChannels / 2;

    /// <inheritdoc/>
    public override TrunkOutput forward(Tensor input)
    {
        var x = Functional.max_pool2d(_stem.call(_input.call(Arithmetic.ChannelsLast(input))), 3, stride: 2, padding: 1);
        var tap = x;
        for (var stage = 0; stage < _stages.Count; stage++)
        {
            foreach (var unit in _stages[stage])
            {
                x = unit.call(x);
            }

            tap = stage == 1 ? x : tap;
        }

        return new TrunkOutput(_last.call(x).relu(), tap);
    }

    /// <inheritdoc/>
    public override string Emit(OnnxGraph graph, string x)
    {
        var y = graph.MaxPool(_stem.Emit(graph, _input.Emit(graph, x)), 3, 2, 1);
        return graph.Relu(_last.Emit(graph, _stages.SelectMany(units => units).Aggregate(y, (y, unit) => unit.Emit(graph, y))));
    }

    /// <inheritdoc/>
    public override IEnumerable<(nn.Module Module, string Prefix)> Names(WeightNaming naming)
    {
        if (naming != WeightNaming.GluonCv)
        {
            yield break;
        }

        yield return (_input, "batchnorm0");
        yield return (_stem.Convolution, "conv0");
        yield return (_stem.Norm, "batchnorm1");
        for (var stage = 0; stage < _stages.Count; stage++)
        {
            // Counters run on from unit to unit: three norms each, three convolutions each and the first unit's projection.
            var (norm, convolution) = (0, 0);
            foreach (var unit in _stages[stage])
            {
                foreach (var part in unit.Norms)
                {
                    yield return (part, $"stage{stage + 1}_batchnorm{norm++}");
                }

                foreach (var part in unit.Convolutions)
                {
                    yield return (part, $"stage{stage + 1}_conv{convolution++}");
                }
            }
        }

        yield return (_last, "stage4_batchnorm0");
    }
}
