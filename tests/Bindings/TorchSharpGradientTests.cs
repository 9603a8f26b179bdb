using TorchSharp;
using Xunit;
using static DiCNet.Tests.Bindings.TorchSharpFixture;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpGradientTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public TorchSharpGradientTests() => manual_seed(3);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Of_a_convolution_with_dilation_and_groups() =>
        CheckGradients(
            t => F.conv2d(t[0], t[1], t[2], strides: [2, 1], padding: [2], dilation: [2], groups: 2),
            Random(2, 4, 5, 6), Random(6, 2, 3, 3), Random(6));

    [Fact]
    public void Of_a_depthwise_convolution() =>
        CheckGradients(t => F.conv2d(t[0], t[1], padding: [1], groups: 3), Random(1, 3, 4, 4), Random(3, 1, 3, 3));

    [Fact]
    public void Of_batch_norm_in_training_and_in_use()
    {
        var (mean, variance) = (Random(3), Random(3).abs().add(0.5));
        CheckGradients(
            t => F.batch_norm(t[0], null, null, t[1], t[2], training: true), Random(2, 3, 2, 3), Random(3), Random(3));
        CheckGradients(
            t => F.batch_norm(t[0], mean, variance, t[1], t[2]), Random(2, 3, 2, 3), Random(3), Random(3));
    }

    [Theory]
    [InlineData(InterpolationMode.Bilinear, true)]
    [InlineData(InterpolationMode.Bilinear, false)]
    [InlineData(InterpolationMode.Bicubic, false)]
    [InlineData(InterpolationMode.Nearest, null)]
    public void Of_interpolation(InterpolationMode mode, bool? corners) =>
        CheckGradients(t => F.interpolate(t[0], size: [5, 7], mode: mode, align_corners: corners), Random(1, 2, 3, 4));

    [Fact]
    public void Of_cross_entropy_with_ignored_pixels_and_weights()
    {
        var labels = tensor(new long[] { 0, 2, 255, 1, 1, 255 }, 1, 2, 3);
        var weights = tensor(new[] { 0.5, 1, 2 });
        CheckGradients(
            t => F.cross_entropy(t[0], labels, weights, ignore_index: 255, label_smoothing: 0.1), Random(1, 3, 2, 3));
    }

    [Fact]
    public void Of_a_matrix_product() => CheckGradients(t => matmul(t[0], t[1]), Random(2, 3, 4), Random(4, 2));

    [Fact]
    public void Of_pooling()
    {
        CheckGradients(t => F.adaptive_avg_pool2d(t[0], (2, 3)), Random(1, 2, 5, 7));
        CheckGradients(t => F.max_pool2d(t[0], 3, stride: 2, padding: 1), Random(1, 2, 5, 5));
        CheckGradients(t => F.avg_pool2d(t[0], 2), Random(1, 2, 4, 4));
    }

    [Fact]
    public void Of_losses_and_element_wise_functions()
    {
        var target = Random(6);
        CheckGradients(t => F.mse_loss(t[0], target), Random(6));
        CheckGradients(t => F.l1_loss(t[0], target, nn.Reduction.Sum), Random(6));
        CheckGradients(t => (t[0].exp() / (t[0].square() + 1) + t[0].sigmoid()).sqrt().log(), Random(6));
        CheckGradients(t => t[0].log_softmax(1), Random(2, 3));
        CheckGradients(t => F.pad(t[0], (1, 2, 0, 1), value: 3), Random(1, 1, 2, 2));
    }

    [Fact]
    public void Accumulate_over_two_passes_and_stop_at_detached_tensors()
    {
        var x = tensor(new[] { 1f, 2 }, requires_grad: true);
        (x * x).sum().backward();
        (x * x.detach()).sum().backward();

        AssertClose([3, 6], x.grad!);
        Assert.False((x.detach() * 2).requires_grad);
    }

    [Fact]
    public void Flow_from_given_gradients_and_only_to_given_inputs()
    {
        var x = tensor(new[] { 1f, 2 }, requires_grad: true);
        var y = tensor(new[] { 3f, 4 }, requires_grad: true);
        (x * y).backward([tensor(new[] { 1f, 10 })], retain_graph: false, inputs: [x]);

        AssertClose([3, 40], x.grad!);
        Assert.Null(y.grad);
    }

    [Fact]
    public void Are_not_recorded_where_they_are_switched_off()
    {
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }
        using (inference_mode())
            Assert.False((x * 2).requires_grad);
        using (set_grad_enabled(false))
            Assert.False((x * 2).requires_grad);
        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Of_a_bfloat16_convolution_are_close_to_the_exact_ones()
    {
        var x = randn(2, 8, 9, 9, requires_grad: true);
        var w = randn(8, 8, 3, 3, requires_grad: true);
        F.conv2d(x, w, padding: [1]).square().sum().backward();
        var (exactX, exactW) = (x.grad!.clone(), w.grad!.clone());
        x.grad = null;
        w.grad = null;
        var y = F.conv2d(x.to(bfloat16), w.to(bfloat16), padding: [1]);
        y.to(float32).square().sum().backward();

        Assert.Equal(bfloat16, y.dtype);
        Assert.Equal(float32, w.grad!.dtype);
        Assert.InRange(((x.grad! - exactX).norm() / exactX.norm()).item<float>(), 0, 0.02f);
        Assert.InRange(((w.grad! - exactW).norm() / exactW.norm()).item<float>(), 0, 0.02f);
    }

    private static Tensor Random(params long[] sizes) => randn(sizes, float64);
}
