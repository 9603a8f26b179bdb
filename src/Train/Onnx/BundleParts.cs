namespace DiCNet.Train.Onnx;

/// <summary>Everything a bundle is written from.</summary>
sealed record BundleParts
{
    /// <summary>Name of the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>Rows of the pictures; a multiple of the stride.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the pictures; a multiple of the stride.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels of the picture per cell of the grid.</summary>
    public int Stride { get; init; } = 8;

    /// <summary>Channels C of the features.</summary>
    public required int Channels { get; init; }

    /// <summary>Emits the teacher for normalised pictures [N, 3, H, W]: normalised features [N, C, h, w] and logits [N, K, h, w].</summary>
    public required Func<OnnxGraph, string, (string Features, string Logits)> Teacher { get; init; }

    /// <summary>Emits the student for normalised pictures [N, 3, H, W]: normalised features [N, C, h, w], mu not taken off.</summary>
    public required Func<OnnxGraph, string, string> Student { get; init; }

    /// <summary>Emits the teacher's classifier for normalised features, which it brings back to the teacher's own: logits [N, K, h, w].</summary>
    public required Func<OnnxGraph, string, string> Classifier { get; init; }

    /// <summary>W [C, C] of Eq. 7, which is then the mean over channels of (W (T - S) - mu)^2; null for the paper's own, without it.</summary>
    public float[]? Whitening { get; init; }

    /// <summary>mu of Eq. 7: mean of the (whitened) difference of teacher and student, one per channel.</summary>
    public required float[] Mu { get; init; }

    /// <summary>How the score is made.</summary>
    public required ScoreRule Rule { get; init; }

    /// <summary>Classes the teacher knows, in the order of its logits.</summary>
    public required IReadOnlyList<string> KnownClasses { get; init; }

    /// <summary>Classes kept from both networks.</summary>
    public required IReadOnlyList<string> HeldOutClasses { get; init; }

    /// <summary>Quantiles of the score over known pixels, by probability; 0.5 and 0.995 among them.</summary>
    public required IReadOnlyDictionary<double, double> ScoreQuantiles { get; init; }

    /// <summary>Quantiles of Eq. 7 over the same pixels.</summary>
    public required IReadOnlyDictionary<double, double> Eq7Quantiles { get; init; }

    /// <summary>Licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>What the graphs may leave out; all of it but for comparisons.</summary>
    public Savings Savings { get; init; } = Savings.All;

    /// <summary>Further keys of the card, in this order: data, recipe, seed, metrics and whatever else. Lists, mappings and scalars.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Further { get; init; } = [];
}
