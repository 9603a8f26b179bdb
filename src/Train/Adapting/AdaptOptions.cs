namespace DiCNet.Train.Adapting;

/// <summary>How a bundle is adapted.</summary>
sealed record AdaptOptions
{
    /// <summary>The bundle to begin with.</summary>
    public required string Bundle { get; init; }

    /// <summary>Videos and folders of pictures with nothing anomalous in them.</summary>
    public required IReadOnlyList<string> Normal { get; init; }

    /// <summary>Where the new bundle will lie; the run is kept beside it.</summary>
    public required string Out { get; init; }

    /// <summary>Folder of the data set that the bundle was trained on; null: it is not at hand.</summary>
    public string? Data { get; init; }

    /// <summary>Name of the new bundle; null: that of its folder.</summary>
    public string? Name { get; init; }

    /// <summary>Steps of training.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>Highest rate of the training.</summary>
    /// <remarks>A fifth of what a student learns with from nothing: enough to move, too little to forget.</remarks>
    public double Rate { get; init; } = 2e-4;

    /// <summary>Every how manyth frame of an input is taken; null: as few as needed for <see cref="Footage.MostFrames"/>.</summary>
    public int? Every { get; init; }

    /// <summary>Whether frames that look anomalous among the footage are left out.</summary>
    public bool SkipAnomalous { get; init; }

    /// <summary>Whether to continue what lies in the run's folder.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether a bundle that lies there, and its run, may be replaced.</summary>
    public bool Replace { get; init; }

    /// <summary>Folder of the run: the footage's frames, what looked anomalous, losses and checkpoints.</summary>
    public string Run => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Out)) + "-run";
}
