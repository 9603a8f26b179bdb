using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Counts of tensors, seeds and thread counts belong to the process: these tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed partial class TorchSharpFixture
{
    public const string Name = "TorchSharp";

    /// <summary>Native tensors that nobody has given back, counted on the native side.</summary>
    public static long LiveTensors() => CountLiveTensors();

    [LibraryImport("TorchSharpShim", EntryPoint = "ts_live_tensors")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial long CountLiveTensors();

    /// <summary>Leaves no tensor that an earlier test forgot to be finalized in the middle of this one.</summary>
    public static void Settle()
    {
#pragma warning disable RS0030 // counting needs a heap at rest
        GC.Collect();
#pragma warning restore RS0030
        GC.WaitForPendingFinalizers();
    }

    public static float[] Floats(torch.Tensor tensor)
    {
        using var single = tensor.to_type(torch.float32);
        using var data = single.data<float>();
        return data.ToArray();
    }

    public static double[] Doubles(torch.Tensor tensor)
    {
        using var wide = tensor.to_type(torch.float64);
        using var data = wide.data<double>();
        return data.ToArray();
    }

    public static void AssertClose(ReadOnlySpan<double> expected, torch.Tensor actual, double tolerance = 1e-6)
    {
        var values = Doubles(actual);
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"element {i}: expected {expected[i]}, got {values[i]}");
    }

    /// <summary>The analytic gradients of every input against central differences, in double precision.</summary>
    public static void CheckGradients(Func<torch.Tensor[], torch.Tensor> function, params torch.Tensor[] inputs)
    {
        const double Step = 1e-5;
        using var scope = torch.NewDisposeScope();
        foreach (var input in inputs)
            input.requires_grad_();
        using var shape = function(inputs);
        var weights = torch.linspace(0.5, 1.5, shape.numel(), torch.float64).reshape(shape.shape);
        double Loss() => (function(inputs) * weights).sum().item<double>();
        (function(inputs) * weights).sum().backward();
        using var guard = torch.no_grad();
        foreach (var input in inputs)
        {
            var analytic = Doubles(input.grad!.contiguous());
            using var data = input.data<double>();
            var values = data.ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                data.CopyFrom([values[i] + Step], 0, i);
                var above = Loss();
                data.CopyFrom([values[i] - Step], 0, i);
                var below = Loss();
                data.CopyFrom([values[i]], 0, i);
                var numeric = (above - below) / (2 * Step);
                Assert.True(
                    Math.Abs(numeric - analytic[i]) <= 1e-5 * Math.Max(1, Math.Abs(numeric)),
                    $"element {i}: numeric {numeric}, analytic {analytic[i]}");
            }
        }
    }
}
