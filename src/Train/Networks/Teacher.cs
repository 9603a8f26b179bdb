using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>The segmentation network: a branch that a batch norm closes, a classifier on its features, and U.</summary>
/// <remarks>
/// Feature t = output of the bottleneck convolution's batch norm, before ReLU; logits = classifier(relu(t)); normalised feature t' = U(t).
/// A student regresses t'. Its logits are classifier(relu(b t' + m)): the batch norm is in the feature already.
/// </remarks>
sealed class Teacher : nn.Module<Tensor, TeacherOutput>
{
    private readonly Branch _branch;
    private readonly Classifier _classifier;
    private readonly AuxiliaryHead? _auxiliary;
    private readonly Normalize _normalize;

    /// <summary>Builds it with weights to start from scratch.</summary>
    public Teacher(NetworkSpec spec, int classes)
        : base(nameof(Teacher))
    {
        Spec = spec;
        _branch = new Branch(spec, Arithmetic, norm: true);
        _classifier = new Classifier(Arithmetic, spec.Features, classes);
        _normalize = new Normalize(spec.Features);
        register_module("branch", _branch);
        register_module("classifier", _classifier);
        register_module("normalize", _normalize);
        if (spec.Auxiliary != AuxiliaryKind.None)
        {
            _auxiliary = new AuxiliaryHead(Arithmetic, spec.Auxiliary, _branch.Trunk.TapChannels, classes);
            register_module("auxiliary", _auxiliary);
        }
    }

    /// <summary>What it is made of.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>How it calculates.</summary>
    public Arithmetic Arithmetic { get; } = new();

    /// <summary>Known classes.</summary>
    public int Classes => _classifier.Classes;

    /// <summary>The part that ImageNet weights exist for.</summary>
    public Trunk Trunk => _branch.Trunk;

    /// <summary>U; measured by <see cref="MeasureStatistics"/>.</summary>
    public Normalize Normalize => _normalize;

    /// <summary>The classifier on unnormalised features.</summary>
    public Classifier Classifier => _classifier;

    /// <inheritdoc/>
    public override TeacherOutput forward(Tensor input)
    {
        var (features, tap) = _branch.call(input);
        return new TeacherOutput(_classifier.call(features), training ? _auxiliary?.call(tap) : null, features);
    }

    /// <summary>Normalised features t' [N, C, h, w], without logits.</summary>
    public Tensor NormalisedFeatures(Tensor pictures) => _normalize.call(_branch.call(pictures).Features);

    /// <summary>Logits [N, K, h, w] of normalised features, a student's for instance.</summary>
    public Tensor Logits(Tensor normalised) => _classifier.call(_normalize.Undo(normalised));

    /// <summary>Measures U over pictures, with the weights as they are now; leaves the network in eval mode.</summary>
    /// <param name="pictures">Batches [N, 3, H, W]; each is disposed after use.</param>
    public void MeasureStatistics(IEnumerable<Tensor> pictures)
    {
        eval();
        var moments = new ChannelMoments(Spec.Features);
        foreach (var batch in pictures)
        {
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            scope.Attach(batch);
            moments.Add(_branch.call(batch).Features);
        }

        if (moments.Count == 0)
        {
            throw new ArgumentException("no pictures to measure on", nameof(pictures));
        }

        _normalize.Set(moments);
    }

    /// <summary>Emits normalised features and, for the baselines, logits of the unnormalised ones.</summary>
    /// <param name="graph">Receives the operators.</param>
    /// <param name="x">Normalised pictures.</param>
    /// <param name="height">Of the feature map.</param>
    /// <param name="width">Of the feature map.</param>
    public (string Features, string Logits) Emit(OnnxGraph graph, string x, int height, int width)
    {
        var features = _branch.Emit(graph, x, height, width, _normalize);
        return (features, EmitLogits(graph, features));
    }

    /// <summary>Emits logits of normalised features, a student's for instance.</summary>
    public string EmitLogits(OnnxGraph graph, string normalised) => _classifier.Emit(graph, normalised, _normalize);
}
