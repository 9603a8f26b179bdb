namespace DiCNet.Train.Export;

/// <summary>How a bundle is written.</summary>
sealed record ExportOptions
{
    /// <summary>Name of the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>How the score is made: <c>eq7</c> or <c>eq7+logit</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Licence of the weights, for the card.</summary>
    public required string Licence { get; init; }

    /// <summary>Lists that the bundle is measured on, for its card; empty for none.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>Pictures whose grids, as the trained modules give them, go with the bundle.</summary>
    public IReadOnlyList<string> Golden { get; init; } = [];

    /// <summary>For the card: what the bundle was adapted from and with; null for one that was not adapted.</summary>
    public IReadOnlyDictionary<string, object>? AdaptedFrom { get; init; }

    /// <summary>Whether a bundle that lies there may be replaced.</summary>
    public bool Replace { get; init; }
}
