using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using Xunit;
using static DiCNet.Tests.Bindings.TorchSharpFixture;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpModuleTests
{
    [Fact]
    public void A_module_registers_its_fields_under_their_names()
    {
        using var net = new Block();

        Assert.Equal(
            ["scale", "conv.weight", "bn.weight", "bn.bias", "tail.0.weight", "tail.0.bias", "parts.0.weight"],
            net.named_parameters().Select(p => p.name));
        Assert.Equal(
            ["offset", "bn.running_mean", "bn.running_var", "bn.num_batches_tracked"],
            net.named_buffers().Select(b => b.name));
        Assert.Equal(["conv", "bn", "tail", "tail.0", "tail.1", "parts", "parts.0"], net.named_modules().Select(m => m.name));
        Assert.Equal(["conv", "bn", "tail", "parts"], net.named_children().Select(m => m.name));
        Assert.Equal(11, net.state_dict().Count);
        Assert.True(net.has_parameter("conv.weight"));
        Assert.False(net.has_parameter("conv.bias"));
        Assert.Same(net.get_buffer("bn.running_mean"), net.state_dict()["bn.running_mean"]);
        Assert.Equal("Block", net.GetName());
    }

    [Fact]
    public void Names_of_modules_are_checked()
    {
        using var net = new Block();

        Assert.Throws<ArgumentException>(() => net.register_module("a.b", Identity()));
        Assert.Throws<ArgumentException>(() => net.register_module("", Identity()));
        Assert.Throws<InvalidOperationException>(() => net.register_module("conv", Identity()));
        using var buffer = zeros(1);
        Assert.Throws<InvalidOperationException>(() => net.register_buffer("offset", buffer));
        Assert.Throws<ArgumentNullException>(() => net.register_parameter("new", null!));
    }

    [Fact]
    public void Training_and_use_reach_every_child()
    {
        using var net = new Block();

        Assert.True(net.training);
        net.eval();
        Assert.All(net.modules(), m => Assert.False(m.training));
        net.train();
        Assert.All(net.modules(), m => Assert.True(m.training));
        var seen = 0;
        net.apply(_ => seen++);
        Assert.Equal(8, seen);
    }

    [Fact]
    public void A_batch_norm_layer_counts_batches_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var bn = BatchNorm2d(2, momentum: 0.5);
        var x = tensor(new float[] { 1, 3, 10, 14 }, 1, 2, 1, 2);
        bn.call(x);
        bn.eval();
        var y = bn.call(x);

        Assert.Equal(1, bn.num_batches_tracked!.item<long>());
        AssertClose([1, 6], bn.running_mean!);
        AssertClose([1.5, 4.5], bn.running_var!);
        AssertClose([0, 2 / Math.Sqrt(1.5), 4 / Math.Sqrt(4.5), 8 / Math.Sqrt(4.5)], y, 1e-4);
    }

    [Fact]
    public void Layers_have_the_geometry_they_were_given()
    {
        using var scope = NewDisposeScope();
        using var conv = Conv2d(4, 6, 3, stride: 2, padding: 1, dilation: 2, groups: 2, bias: false);
        using var same = Conv2d(4, 6, 3, Padding.Same);
        using var wide = Conv2d(4, 6, (1, 3), padding: (0, 1), padding_mode: PaddingModes.Reflect);
        var x = randn(2, 4, 9, 9);

        Assert.Equal([2, 6, 4, 4], conv.call(x).shape);
        Assert.Null(conv.bias);
        Assert.Equal([6, 2, 3, 3], conv.weight.shape);
        Assert.Equal([2, 2], conv.stride);
        Assert.Equal([2, 6, 9, 9], same.call(x).shape);
        Assert.Equal([2, 6, 9, 9], wide.call(x).shape);
        Assert.Equal([2, 4, 5, 5], MaxPool2d(3, stride: 2, padding: 1).call(x).shape);
        Assert.Equal([2, 4, 3, 2], AdaptiveAvgPool2d((3, 2)).call(x).shape);
        using var linear = Linear(9, 5);
        Assert.Equal([2, 4, 9, 5], linear.call(x).shape);
    }

    [Fact]
    public void A_sequence_runs_its_steps_in_order_and_keeps_only_the_last_result()
    {
        using var net = Sequential(("first", Conv2d(1, 2, 1)), ("second", ReLU()));
        using var x = ones(1, 1, 2, 2);
        Settle();
        var before = Tensor.TotalCount;
        using var y = net.call(x);

        Assert.Equal(before + 1, Tensor.TotalCount);
        Assert.Equal(2, net.Count);
        Assert.Equal(["first.weight", "first.bias"], net.state_dict().Keys);
        Assert.IsType<ReLU>(net[1]);
        Assert.Equal(1, net[1..].Count);
    }

    [Fact]
    public void A_module_moves_to_another_type_in_place()
    {
        using var net = new Block();
        var weight = net.conv.weight;

        Assert.Same(net, net.to(bfloat16));
        Assert.Same(weight, net.conv.weight);
        Assert.Equal(bfloat16, weight.dtype);
        Assert.Equal(bfloat16, net.bn.running_mean!.dtype);
        Assert.Equal(int64, net.bn.num_batches_tracked!.dtype);
        Assert.Equal(float32, net.to(float32).cpu().conv.weight.dtype);
        Assert.True(weight.requires_grad);
    }

    [Fact]
    public void A_state_is_copied_into_another_module()
    {
        using var a = new Block();
        using var b = new Block();
        var (missing, unexpected) = b.load_state_dict(a.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(Floats(a.conv.weight), Floats(b.conv.weight));
        Assert.NotSame(a.conv.weight, b.conv.weight);

        var part = a.state_dict();
        part.Remove("scale");
        using var extra = zeros(1);
        part["extra"] = extra;
        Assert.Throws<InvalidOperationException>(() => b.load_state_dict(part));
        (missing, unexpected) = b.load_state_dict(part, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["extra"], unexpected);
        part["conv.weight"] = extra.view(1, 1).expand(2, 3);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => b.load_state_dict(part, strict: false));
    }

    [Fact]
    public void A_file_holds_the_state_in_the_official_format()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var a = new Block();
            using var b = new Block();
            a.save(path);
            var loaded = new Dictionary<string, bool>();
            Assert.Same(b, b.load(path, loadedParameters: loaded));

            Assert.Equal(11, loaded.Count(l => l.Value));
            Assert.All(a.state_dict(), e => Assert.Equal(Floats(e.Value), Floats(b.state_dict()[e.Key])));
            // Eleven entries; the first is "scale", Float32, of one dimension, of length one.
            Assert.Equal(
                [11, 5, (byte)'s', (byte)'c', (byte)'a', (byte)'l', (byte)'e', 6, 1, 1], File.ReadAllBytes(path)[..10]);

            using var other = Conv2d(1, 1, 1);
            Assert.Throws<ArgumentException>(() => other.load(path));
            Assert.Throws<FileNotFoundException>(() => other.load(path + ".none"));
            using var narrow = new Block(3);
            Assert.Throws<ArgumentException>(() => narrow.load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Zeroed_gradients_are_gone_or_filled_with_zeros()
    {
        using var scope = NewDisposeScope();
        using var conv = Conv2d(1, 1, 1);
        conv.call(ones(1, 1, 1, 1)).backward();
        conv.zero_grad(set_to_none: false);
        Assert.Equal(0, conv.weight.grad!.item<float>());
        conv.zero_grad();
        Assert.Null(conv.weight.grad);
    }

    [Fact]
    public void A_small_network_learns()
    {
        manual_seed(0);
        using var net = new Block();
        using var adam = optim.AdamW(net.parameters(), 0.02, weight_decay: 1e-4);
        using var x = randn(8, 2, 6, 6);
        using var labels = x.sum(1).gt(0).to(int64);
        var losses = new List<float>();
        for (var i = 0; i < 60; i++)
        {
            using var scope = NewDisposeScope();
            net.zero_grad();
            var loss = F.cross_entropy(net.call(x), labels);
            loss.backward();
            adam.step();
            losses.Add(loss.item<float>());
        }

        Assert.InRange(losses[^1], 0, losses[0] * 0.5f);
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        public readonly Conv2d conv;
        public readonly BatchNorm2d bn;

        [ComponentName(Name = "scale")]
        private readonly Parameter _scale;

        [ComponentName(Name = "tail")]
        private readonly Sequential _tail;

        [ComponentName(Name = "parts")]
        private readonly ModuleList<Conv2d> _parts;

        [ComponentName(Name = "offset")]
        private readonly Tensor _offset = zeros(1);

        public Block(int width = 4)
            : base("Block")
        {
            _scale = Parameter(ones(1));
            conv = Conv2d(2, width, 3, padding: 1, bias: false);
            bn = BatchNorm2d(width);
            _tail = Sequential(Conv2d(width, 2, 1), ReLU());
            _parts = ModuleList(Conv2d(2, 2, 1, bias: false));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var features = F.relu(bn.call(conv.call(input)));
            return (_parts[0].call(_tail.call(features)) * _scale + _offset).MoveToOuterDisposeScope();
        }
    }
}
