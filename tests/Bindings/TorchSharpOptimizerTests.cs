using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static DiCNet.Tests.Bindings.TorchSharpFixture;
using static TorchSharp.torch;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpOptimizerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Sgd_without_momentum_follows_the_gradient()
    {
        var p = Make(1, -2);
        using var sgd = optim.SGD([p], 0.1, weight_decay: 0.5);
        Step(sgd, p, [1, 2]);

        AssertClose([1 - 0.1 * (1 + 0.5), -2 - 0.1 * (2 - 1)], p);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.5, false)]
    [InlineData(0, true)]
    public void Sgd_with_momentum_matches_the_formula(double dampening, bool nesterov)
    {
        var p = Make(1);
        using var sgd = optim.SGD([p], 0.1, momentum: 0.9, dampening: dampening, nesterov: nesterov);
        double expected = 1, velocity = 0;
        for (var i = 0; i < 3; i++)
        {
            var g = 2.0 - i;
            Step(sgd, p, [(float)g]);
            velocity = i == 0 ? g : 0.9 * velocity + (1 - dampening) * g;
            expected -= 0.1 * (nesterov ? g + 0.9 * velocity : velocity);
        }

        AssertClose([expected], p);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Adam_and_AdamW_match_the_formula(bool decoupled, bool amsgrad)
    {
        const double Rate = 0.1, Decay = 0.2, Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-3;
        var p = Make(1, -3);
        var other = Make(5);
        using OptimizerHelper adam = decoupled
            ? optim.AdamW([p, other], Rate, Beta1, Beta2, Epsilon, Decay, amsgrad)
            : optim.Adam([p, other], Rate, Beta1, Beta2, Epsilon, Decay, amsgrad);
        double[] expected = [1, -3], m = [0, 0], v = [0, 0], top = [0, 0];
        for (var step = 1; step <= 4; step++)
        {
            float[] gradient = [3f - step, 0.5f * step];
            Step(adam, p, gradient);
            for (var i = 0; i < 2; i++)
            {
                var g = decoupled ? gradient[i] : gradient[i] + Decay * expected[i];
                if (decoupled)
                    expected[i] *= 1 - Rate * Decay;
                m[i] = Beta1 * m[i] + (1 - Beta1) * g;
                v[i] = Beta2 * v[i] + (1 - Beta2) * g * g;
                top[i] = Math.Max(top[i], v[i]);
                var root = Math.Sqrt((amsgrad ? top[i] : v[i]) / (1 - Math.Pow(Beta2, step))) + Epsilon;
                expected[i] -= Rate * m[i] / (1 - Math.Pow(Beta1, step)) / root;
            }
        }

        AssertClose(expected, p, 1e-5);
        AssertClose([5], other);
    }

    [Fact]
    public void Other_types_and_layouts_take_the_same_steps_as_dense_floats()
    {
        using var reference = randn(3, 4);
        var dense = new Parameter(reference.clone());
        var wide = new Parameter(reference.to(float64));
        var turned = new Parameter(reference.transpose(0, 1).contiguous().transpose(0, 1));
        Assert.False(turned.is_contiguous());
        Parameter[] all = [dense, wide, turned];
        using var adam = optim.AdamW(all, 0.05, weight_decay: 0.1);
        for (var i = 0; i < 3; i++)
        {
            using var gradient = randn(3, 4);
            dense.grad = gradient.clone();
            wide.grad = gradient.to(float64);
            turned.grad = gradient.clone();
            adam.step();
        }

        AssertClose(Doubles(dense), wide, 1e-5);
        AssertClose(Doubles(dense), turned.contiguous(), 1e-6);
    }

    [Fact]
    public void Groups_have_their_own_rates()
    {
        var (a, b) = (Make(1), Make(1));
        using var sgd = optim.SGD([new SGD.ParamGroup([a], 0.1), new SGD.ParamGroup([b], 0.2)], 0.3);
        foreach (var group in sgd.ParamGroups)
            group.LearningRate *= 10;
        a.grad = ones(1);
        b.grad = ones(1);
        sgd.step();

        AssertClose([0], a);
        AssertClose([-1], b);
        Assert.Equal([0.1, 0.2], sgd.ParamGroups.Select(g => g.InitialLearningRate));
        Assert.Equal(2, sgd.parameters().Count());
        Assert.Throws<ArgumentException>(() => sgd.add_param_group(new SGD.ParamGroup([a], 0.1)));
    }

    [Fact]
    public void Zeroed_gradients_stay_allocated()
    {
        var p = Make(1);
        using var sgd = optim.SGD([p], 0.1);
        p.grad = ones(1);
        sgd.zero_grad();

        AssertClose([0], p.grad!);
    }

    [Fact]
    public void A_saved_state_goes_on_as_if_it_had_not_stopped()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (p, q) = (Make(1, 2), Make(1, 2));
            using var first = optim.Adam([p], 0.1);
            Step(first, p, [1, -1]);
            first.ParamGroups.Single().LearningRate = 0.05;
            first.save_state_dict(path);
            using var second = optim.Adam([q], 0.3);
            second.load_state_dict(path);
            using (no_grad())
                q.copy_(p);
            Step(first, p, [2, 3]);
            Step(second, q, [2, 3]);

            Assert.Equal(Floats(p), Floats(q));
            Assert.Equal(0.05, second.ParamGroups.Single().LearningRate);
            using var other = optim.SGD([Make(1)], 0.1);
            Assert.Throws<InvalidDataException>(() => other.load_state_dict(path));

            using var third = optim.Adam([Make(0, 0)], 1);
            third.load_state_dict(first.state_dict());
            Assert.Equal(0.05, third.ParamGroups.Single().LearningRate);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Gradients_are_clipped_by_their_common_norm()
    {
        var (a, b, none) = (Make(0), Make(0), Make(0));
        a.grad = tensor(new[] { 3f });
        b.grad = tensor(new[] { 4f });

        Assert.Equal(5, nn.utils.clip_grad_norm_([a, b, none], 10), 6);
        AssertClose([3], a.grad!);
        Assert.Equal(5, nn.utils.clip_grad_norm_([a, b, none], 1), 6);
        AssertClose([0.6], a.grad!, 1e-5);
        AssertClose([0.8], b.grad!, 1e-5);
        nn.utils.clip_grad_value_([a, b], 0.7);
        AssertClose([0.7], b.grad!);
    }

    [Fact]
    public void Schedules_change_the_rate_after_each_step()
    {
        var p = Make(1);
        using var sgd = optim.SGD([p], 0.8);
        var polynomial = optim.lr_scheduler.PolynomialLR(sgd, total_iters: 4, power: 2);
        Assert.Equal([0.8, 0.45, 0.2, 0.05, 0, 0], Rates(polynomial, sgd, 6), Near);

        using var again = optim.SGD([p], 0.8);
        Assert.Equal([0.8, 0.4, 0.4, 0.2], Rates(optim.lr_scheduler.LambdaLR(again, e => e == 0 ? 1 : e < 3 ? 0.5 : 0.25), again, 4), Near);

        using var cosine = optim.SGD([p], 1);
        Assert.Equal([1, 0.75, 0.25, 0], Rates(optim.lr_scheduler.CosineAnnealingLR(cosine, 3), cosine, 4), Near);

        using var stairs = optim.SGD([p], 1);
        Assert.Equal([1, 1, 0.1, 0.1], Rates(optim.lr_scheduler.StepLR(stairs, 2), stairs, 4), Near);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;

    private static List<double> Rates(optim.lr_scheduler.LRScheduler scheduler, OptimizerHelper optimizer, int count)
    {
        var rates = new List<double>();
        for (var i = 0; i < count; i++)
        {
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
            scheduler.step();
        }
        return rates;
    }

    private static Parameter Make(params float[] values) => new(tensor(values));

    private static void Step(OptimizerHelper optimizer, Parameter parameter, float[] gradient)
    {
        parameter.grad = tensor(gradient);
        optimizer.step();
    }
}
