using TorchSharp;
using Xunit;
using static DiCNet.Tests.Bindings.TorchSharpFixture;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpFunctionalTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_convolution_matches_the_sum_by_hand()
    {
        var x = arange(1, 10).to_type(float32).view(1, 1, 3, 3);
        var w = tensor(new float[] { 1, 0, 0, -1 }, 1, 1, 2, 2);

        AssertClose([-4, -4, -4, -4], F.conv2d(x, w));
        AssertClose([-8], F.conv2d(x, w, dilation: [2]));
        // Corners of the padded picture: 0*1 - 1, 0*1 - 3, 0*1 - 7 and 5*1 - 9.
        AssertClose([-1, -3, -7, -4], F.conv2d(x, w, strides: [2], padding: [1]));
    }

    [Fact]
    public void Interpolation_keeps_or_centres_the_corners()
    {
        var x = tensor(new float[] { 0, 3 }, 1, 1, 1, 2);

        AssertClose([0, 1, 2, 3], F.interpolate(x, [1, 4], mode: InterpolationMode.Bilinear, align_corners: true));
        AssertClose([0, 0.75, 2.25, 3], F.interpolate(x, [1, 4], mode: InterpolationMode.Bilinear, align_corners: false));
        AssertClose([0, 0, 3, 3], F.interpolate(x, scale_factor: [1, 2]));
    }

    [Fact]
    public void Pooling_and_padding_match_hand_computed_values()
    {
        var x = arange(16).to_type(float32).view(1, 1, 4, 4);

        AssertClose([2.5, 4.5, 10.5, 12.5], F.adaptive_avg_pool2d(x, 2));
        AssertClose([5, 7, 13, 15], F.max_pool2d(x, 2));
        AssertClose([2.5, 4.5, 10.5, 12.5], F.avg_pool2d(x, (2, 2)));
        AssertClose([1, 0, 1, 0], F.pad(arange(2).to_type(float32).view(1, 1, 2), (1, 1), PaddingModes.Reflect));
        AssertClose([9, 0, 1], F.pad(arange(2).to_type(float32), (1, 0), value: 9));
    }

    [Fact]
    public void Batch_norm_updates_its_running_statistics()
    {
        var x = tensor(new float[] { 1, 3, 10, 14 }, 1, 2, 1, 2);
        var (mean, variance) = (zeros(2), ones(2));
        var y = F.batch_norm(x, mean, variance, training: true, momentum: 0.5, eps: 0);

        AssertClose([-1, 1, -1, 1], y);
        AssertClose([1, 6], mean);
        AssertClose([0.5 + 1, 0.5 + 4], variance);
    }

    [Fact]
    public void Cross_entropy_weighs_classes_and_leaves_out_the_ignored()
    {
        var x = tensor(new float[,] { { 0, 0 }, { 0, MathF.Log(3) }, { 5, 5 } });
        var labels = tensor(new long[] { 0, 1, 255 });
        var (first, second) = (Math.Log(2), Math.Log(4.0 / 3));

        AssertClose([(first + second) / 2], F.cross_entropy(x, labels, ignore_index: 255));
        AssertClose(
            [(first + 3 * second) / 4], F.cross_entropy(x, labels, tensor(new float[] { 1, 3 }), ignore_index: 255));
        AssertClose([first, second, 0], F.cross_entropy(x, labels, ignore_index: 255, reduction: nn.Reduction.None));
        AssertClose([(first + second) / 2], F.nll_loss(F.log_softmax(x[..2], 1), labels[..2]));
    }

    [Fact]
    public void Dropout_scales_what_it_keeps_and_does_nothing_in_use()
    {
        manual_seed(1);
        var x = ones(1, 64, 2, 2);
        var kept = Floats(F.dropout2d(x, 0.5));

        Assert.All(kept, v => Assert.Contains(v, new[] { 0f, 2f }));
        Assert.All(kept.Chunk(4), channel => Assert.Single(channel.Distinct()));
        Assert.InRange(kept.Count(v => v == 0), 4, 252);
        Assert.Equal(Floats(x), Floats(F.dropout(x, 0.5, training: false)));
    }

    [Fact]
    public void Initialisers_have_the_spread_their_formulae_give()
    {
        manual_seed(5);
        var w = empty(64, 32, 3, 3);

        Assert.Same(w, nn.init.kaiming_normal_(w, nonlinearity: nn.init.NonlinearityType.ReLU));
        Assert.Equal(Math.Sqrt(2.0 / (32 * 9)), w.std().item<float>(), 3);
        nn.init.kaiming_normal_(w, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        Assert.Equal(Math.Sqrt(2.0 / (64 * 9)), w.std().item<float>(), 3);
        nn.init.uniform_(w, -1, 1);
        Assert.InRange(w.abs().max().item<float>(), 0.99f, 1);
        nn.init.xavier_uniform_(w);
        Assert.InRange(w.max().item<float>(), 0, (float)Math.Sqrt(6.0 / (96 * 9)));
        Assert.Equal(18432, nn.init.ones_(w).sum().item<float>());
        Assert.Equal(0, nn.init.zeros_(w).sum().item<float>());
        nn.init.normal_(w, 3, 0.1);
        Assert.Equal(3, w.mean().item<float>(), 2);
    }
}
