using DiCNet.Train.Networks;

namespace DiCNet.Train.Training;

/// <summary>What a checkpoint says of itself.</summary>
sealed record CheckpointHeader
{
    /// <summary>Which network it holds.</summary>
    public required CheckpointKind Kind { get; init; }

    /// <summary>Whether the training came to its end; else it can be continued.</summary>
    public required bool Finished { get; init; }

    /// <summary>Steps done.</summary>
    public required int Step { get; init; }

    /// <summary>Steps that the training takes in all.</summary>
    public required int Steps { get; init; }

    /// <summary>Shape of the network.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>Names of the known classes, in the order of the classifier's outputs.</summary>
    public required IReadOnlyList<string> KnownClasses { get; init; }

    /// <summary>Names of the classes that were held out.</summary>
    public required IReadOnlyList<string> HeldOutClasses { get; init; }

    /// <summary>Height of the data set's pictures: the size that the pair is to run at.</summary>
    public required int PictureHeight { get; init; }

    /// <summary>Width of the data set's pictures.</summary>
    public required int PictureWidth { get; init; }

    /// <summary>Everything that the training was told.</summary>
    public required TrainOptions Options { get; init; }

    /// <summary>Digest of the teacher that a student was distilled from; null in a teacher's checkpoint.</summary>
    public string? TeacherDigest { get; init; }

    /// <summary>What the score needs to know of the pair; null before a student is finished.</summary>
    public PairStatistics? Statistics { get; init; }

    /// <summary>Measurements at the end, by name.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}
