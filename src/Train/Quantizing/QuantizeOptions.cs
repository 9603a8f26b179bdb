namespace DiCNet.Train.Quantizing;

/// <summary>How a bundle is brought to 8 bits.</summary>
sealed record QuantizeOptions
{
    /// <summary>Folder of the bundle; the model in 8 bits is added to it.</summary>
    public required string Bundle { get; init; }

    /// <summary>Folder of the data set that the bundle was trained on.</summary>
    public required string Data { get; init; }

    /// <summary>List of normal frames that ranges and levels are measured on.</summary>
    public required string Calibration { get; init; }

    /// <summary>Lists that both precisions are measured on, for the card.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>Share of an activation's values left out at either end of its range.</summary>
    /// <value>0 to 0.01; 0 by default.</value>
    public double Outside { get; init; }
}
