namespace DiCNet.Train.Data;

/// <summary>What a user may decide about a data set.</summary>
sealed record DataSetOptions
{
    /// <summary>Names of the classes to keep from training.</summary>
    /// <value>
    /// Null: the custom of the data set: Bicyclist for CamVid, anomaly for StreetHazards, train and motorcycle for
    /// BDD-Anomaly (and bicycle in its +2 encoding), none for Cityscapes, the table's own for a folder.
    /// </value>
    public IReadOnlyList<string>? HoldOut { get; init; }

    /// <summary>What becomes of training frames that hold one of them.</summary>
    public HeldOutFrames HeldOutFrames { get; init; } = HeldOutFrames.Drop;

    /// <summary>The class table of a folder.</summary>
    /// <value>Null: <c>classes.yaml</c> in the folder.</value>
    public string? ClassTable { get; init; }

    /// <summary>How BDD-Anomaly's labels are stored.</summary>
    public BddEncoding BddEncoding { get; init; }
}
