using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>ResNet-18, 34, 50 or 101, stages 3 and 4 dilated instead of strided.</summary>
/// <remarks>
/// Source: CSAILVision/semantic-segmentation-pytorch, models/resnet.py. In a dilated stage of dilation d
/// the convolution that lost its stride has dilation d / 2, every other 3x3 has d: 2 in stage 3, 4 in stage 4.
/// Differs: the classic stem pads by 3, not by 1, so that its grid lies where the other stems' grids lie.
/// </remarks>
sealed class ResNet : Trunk
{
    private static readonly int[] s_dilations = [1, 1, 2, 4];

    private readonly ResNetStem _stem;
    private readonly List<List<ResNetBlock>> _stages = [];

    /// <summary>Builds it with weights to start from scratch.</summary>
    public ResNet(Arithmetic arithmetic, NetworkSpec spec)
        : base(nameof(ResNet))
    {
        _stem = new ResNetStem(arithmetic, spec.Stem, spec.Width);
        register_module("stem", _stem);
        var (counts, bottleneck) = spec.Architecture switch
        {
            Architecture.ResNet18 => ((int[])[2, 2, 2, 2], false),
            Architecture.ResNet34 => ([3, 4, 6, 3], false),
            Architecture.ResNet50 => ([3, 4, 6, 3], true),
            Architecture.ResNet101 => ([3, 4, 23, 3], true),
            _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Architecture, "not a ResNet"),
        };
        var channels = _stem.OutputChannels;
        for (var stage = 0; stage < 4; stage++)
        {
            var blocks = new List<ResNetBlock>();
            var planes = spec.Width << stage;
            for (var i = 0; i < counts[stage]; i++)
            {
                var dilation = i == 0 ? Math.Max(1, s_dilations[stage] / 2) : s_dilations[stage];
                var block = new ResNetBlock(arithmetic, channels, planes, bottleneck, stage == 1 && i == 0 ? 2 : 1, dilation, s_dilations[stage]);
                register_module($"layer{stage + 1}_{i}", block);
                blocks.Add(block);
                channels = block.OutputChannels;
            }

            _stages.Add(blocks);
        }
    }

    /// <inheritdoc/>
    public override int OutputChannels => _stages[3][^1].OutputChannels;

    /// <inheritdoc/>
    public override int TapChannels => _stages[2][^1].OutputChannels;

    /// <inheritdoc/>
    public override TrunkOutput forward(Tensor input)
    {
        var x = _stem.call(Arithmetic.ChannelsLast(input));
        var tap = x;
        for (var stage = 0; stage < 4; stage++)
        {
            foreach (var block in _stages[stage])
            {
                x = block.call(x);
            }

            tap = stage == 2 ? x : tap;
        }

        return new TrunkOutput(x, tap);
    }

    /// <inheritdoc/>
    public override string Emit(OnnxGraph graph, string x) =>
        _stages.SelectMany(blocks => blocks).Aggregate(_stem.Emit(graph, x), (y, block) => block.Emit(graph, y));

    /// <inheritdoc/>
    public override IEnumerable<(nn.Module Module, string Prefix)> Names(WeightNaming naming) =>
        naming == WeightNaming.Torchvision && _stem.Kind == StemKind.Classic
            ? _stem.Names().Concat(_stages.SelectMany((blocks, stage) => blocks.SelectMany((block, i) => block.Names($"layer{stage + 1}.{i}."))))
            : [];
}
