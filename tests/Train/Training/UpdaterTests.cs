using DiCNet.Tests.Bindings;
using DiCNet.Train.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train.Training;

[Collection(TorchSharpFixture.Name)]
public sealed class UpdaterTests
{
    private static readonly FitOptions s_sgd = new() { Optimiser = OptimiserKind.Sgd, Rate = 0.1, TrunkRate = 0.01, WeightDecay = 0, Clip = 0 };

    [Fact]
    public void A_long_gradient_is_cut_and_its_length_told()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(1, 1, hasBias: false);
        using var other = nn.Linear(1, 1);
        using var updater = new Updater(layer, other, s_sgd with { Clip = 2 });
        (layer.weight * 10).sum().backward();
        Assert.Equal(10, updater.Clip(), 1e-4);
        Assert.Equal(2, layer.weight.grad!.item<float>(), 1e-4f);
    }

    [Fact]
    public void Trunk_and_head_have_rates_of_their_own()
    {
        using var scope = NewDisposeScope();
        using var trunk = nn.Linear(1, 1, hasBias: false);
        using var head = nn.Linear(1, 1, hasBias: false);
        using var network = nn.Sequential(("trunk", trunk), ("head", head));
        using var updater = new Updater(network, trunk, s_sgd);
        var (before, beforeHead) = (trunk.weight.detach().item<float>(), head.weight.detach().item<float>());
        (trunk.weight + head.weight).sum().backward();
        updater.Step(0.5);
        // Nesterov's first step is 1 + momentum times the gradient.
        Assert.Equal(before - (0.5 * 0.01 * 1.9), trunk.weight.detach().item<float>(), 1e-5);
        Assert.Equal(beforeHead - (0.5 * 0.1 * 1.9), head.weight.detach().item<float>(), 1e-5);
    }

    [Fact]
    public void Decay_pulls_weights_and_leaves_biases()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(1, 1);
        using var other = nn.Linear(1, 1);
        using (no_grad())
        {
            layer.weight.fill_(1);
            layer.bias!.fill_(1);
        }

        using var updater = new Updater(layer, other, new FitOptions { Optimiser = OptimiserKind.AdamW, Rate = 0.1, WeightDecay = 0.5 });
        ((layer.weight + layer.bias!) * 0).sum().backward();
        updater.Step(1);
        Assert.Equal(0.95, layer.weight.detach().item<float>(), 1e-5);
        Assert.Equal(1, layer.bias!.detach().item<float>(), 1e-5);
    }

    [Theory]
    [InlineData("Sgd")]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    public void A_saved_optimiser_goes_on_as_if_nothing_had_been(string kind)
    {
        var fit = new FitOptions { Optimiser = Enum.Parse<OptimiserKind>(kind), Rate = 0.1 };
        using var scope = NewDisposeScope();
        using var first = nn.Linear(3, 2);
        using var other = nn.Linear(1, 1);
        using var updater = new Updater(first, other, fit);
        Take(first, updater, 3);

        using var second = nn.Linear(3, 2);
        second.load_state_dict(first.state_dict());
        using var resumed = new Updater(second, other, fit);
        resumed.Load(updater.Save());
        Take(first, updater, 3);
        Take(second, resumed, 3);
        Assert.Equal(first.weight.detach().data<float>().ToArray(), second.weight.detach().data<float>().ToArray());
    }

    private static void Take(TorchSharp.Modules.Linear layer, Updater updater, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            updater.Clear();
            (layer.call(ones(1, 3)) - 1).square().sum().backward();
            updater.Step(1);
        }
    }
}
