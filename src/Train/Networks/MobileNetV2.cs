using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>MobileNetV2 without its last convolution: blocks 0 to 16, or to 12, dilated instead of strided from block 6 on.</summary>
/// <remarks>
/// ReLU where the published network has ReLU6: its features on ImageNet weights differ by less than 0.001 %, ReLU has a bfloat16
/// backward and exports to one operator. The tap is the output of block 12.
/// </remarks>
sealed class MobileNetV2 : Trunk
{
    private const int TapBlock = 12;

    private static readonly (int Channels, int Count, int Stride, int Dilation)[] s_groups =
        [(16, 1, 1, 1), (24, 2, 2, 1), (32, 3, 2, 1), (64, 4, 1, 2), (96, 3, 1, 2), (160, 3, 1, 4), (320, 1, 1, 4)];

    private readonly ConvNorm _stem;
    private readonly List<InvertedResidual> _blocks = [];
    private readonly bool _slim;

    /// <summary>Builds it with weights to start from scratch.</summary>
    public MobileNetV2(Arithmetic arithmetic, NetworkSpec spec)
        : base(nameof(MobileNetV2))
    {
        _slim = spec.Architecture == Architecture.MobileNetV2Slim;
        var channels = Scale(32);
        // What stays as it was loaded stays in float32 too: rounding there costs 3 % of the second map, and no backward pass would gain by it.
        var first = spec.FreezeFirst ? new Arithmetic() : arithmetic;
        _stem = new ConvNorm(first, new(3, channels, 3, 2), frozen: spec.FreezeFirst);
        register_module("stem", _stem);
        var previous = 1;
        foreach (var group in s_groups)
        {
            for (var i = 0; i < group.Count && _blocks.Count <= spec.LastBlock; i++)
            {
                // The block that lost its stride still sees the grid before it: it keeps the dilation of the group before.
                var block = new InvertedResidual(
                    _blocks.Count <= 2 ? first : arithmetic, channels, Scale(group.Channels), _blocks.Count == 0 ? (_slim ? 0 : 1) : 6, i == 0 ? group.Stride : 1,
                    i == 0 && DoublesDilation(_blocks.Count) ? previous : group.Dilation, spec.FreezeFirst && _blocks.Count <= 2);
                register_module($"block{_blocks.Count}", block);
                _blocks.Add(block);
                channels = Scale(group.Channels);
            }

            previous = group.Dilation;
        }

        int Scale(int full) => Math.Max(8, ((full * spec.Width / 64) + 4) / 8 * 8);
    }

    /// <inheritdoc/>
    public override int OutputChannels => _blocks[^1].OutputChannels;

    /// <inheritdoc/>
    public override int TapChannels => _blocks[TapBlock].OutputChannels;

    /// <inheritdoc/>
    public override TrunkOutput forward(Tensor input)
    {
        var x = _stem.call(Arithmetic.ChannelsLast(input));
        var tap = x;
        var cut = 1;
        for (var i = 0; i < _blocks.Count; i++)
        {
            // Backward of a dilated depthwise convolution falls to a reference kernel 50 times slower than that of a plain one.
            // 1x1 convolutions, batch norms and sums do not notice that the map is cut into sub-grids.
            while (cut < _blocks[i].Dilation && is_grad_enabled() && SubGrids.Divides(x))
            {
                x = SubGrids.Cut(x);
                cut *= 2;
            }

            x = _blocks[i].Apply(x, cut);
            tap = i == TapBlock ? Whole(x, cut) : tap;
        }

        return new TrunkOutput(Whole(x, cut), tap);
    }

    /// <inheritdoc/>
    public override string Emit(OnnxGraph graph, string x) =>
        _blocks.Aggregate(_stem.Emit(graph, x), (y, block) => block.Emit(graph, y));

    /// <inheritdoc/>
    public override IEnumerable<(nn.Module Module, string Prefix)> Names(WeightNaming naming) => (naming, _slim) switch
    {
        (WeightNaming.GluonCv, false) => [
            (_stem.Convolution, "features_conv0"), (_stem.Norm, "features_batchnorm0"),
            .. _blocks.SelectMany((block, i) => block.GluonNames($"features_linearbottleneck{i}_"))],
        (WeightNaming.Torchvision, true) => [
            (_stem.Convolution, "features.0.0"), (_stem.Norm, "features.0.1"),
            .. _blocks.SelectMany((block, i) => block.TorchvisionNames($"features.{i + 1}.conv."))],
        _ => [],
    };

    // Blocks 6 and 13 carry a stride in the published network.
    private static bool DoublesDilation(int block) => block is 6 or 13;

    private static Tensor Whole(Tensor x, int cut)
    {
        for (; cut > 1; cut /= 2)
        {
            x = SubGrids.Join(x);
        }

        return x;
    }
}
