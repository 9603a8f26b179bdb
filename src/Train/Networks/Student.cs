using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>A branch that nothing closes: its last convolution regresses a teacher's normalised features.</summary>
/// <remarks>Shape: [N, 3, H, W], see <see cref="Pictures"/>, to [N, C, h, w] in float32.</remarks>
sealed class Student : nn.Module<Tensor, Tensor>
{
    private readonly Branch _branch;

    /// <summary>Builds it with weights to start from scratch.</summary>
    public Student(NetworkSpec spec)
        : base(nameof(Student))
    {
        Spec = spec;
        _branch = new Branch(spec, Arithmetic, norm: false);
        register_module("branch", _branch);
    }

    /// <summary>What it is made of.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>How it calculates.</summary>
    public Arithmetic Arithmetic { get; } = new();

    /// <summary>The part that ImageNet weights exist for.</summary>
    public Trunk Trunk => _branch.Trunk;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _branch.call(input).Features;

    /// <summary>Emits the features.</summary>
    /// <param name="graph">Receives the operators.</param>
    /// <param name="x">Normalised pictures.</param>
    /// <param name="height">Of the feature map.</param>
    /// <param name="width">Of the feature map.</param>
    public string Emit(OnnxGraph graph, string x, int height, int width) => _branch.Emit(graph, x, height, width);
}
