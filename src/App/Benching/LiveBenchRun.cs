namespace DiCNet.App.Benching;

/// <summary>What one run of <c>dicnet bench live</c> measured.</summary>
sealed record LiveBenchRun
{
    /// <summary>Streams.</summary>
    public required int Sources { get; init; }

    /// <summary>Frames/s of each.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Wall time in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Frames that the sources gave.</summary>
    public required long Sent { get; init; }

    /// <summary>Frames that came out with a verdict.</summary>
    public required long Scored { get; init; }

    /// <summary>Frames dropped, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }

    /// <summary>Whether sent = scored + dropped, for every stream.</summary>
    public required bool Conserved { get; init; }

    /// <summary>Age of frames at scoring, in ms: median, 95 and 99 of a hundred are younger.</summary>
    public required IReadOnlyList<double> ScoringMs { get; init; }

    /// <summary>Age at a viewer of the marked MJPEG, by the time code read out of the pictures; empty when none could be read.</summary>
    public required IReadOnlyList<double> ViewerMs { get; init; }

    /// <summary>Pictures that came at the viewer.</summary>
    public required int ViewerPictures { get; init; }

    /// <summary>Those of them whose time code could be read.</summary>
    public required int ViewerCodes { get; init; }

    /// <summary>Age when the recorder had taken the picture, in ms: the upper edges of the histogram's buckets; empty when nothing was recorded.</summary>
    public required IReadOnlyList<double> RecordedMs { get; init; }

    /// <summary>Pictures in the recording.</summary>
    public required int RecordedPictures { get; init; }

    /// <summary>Those of them whose time code could be read.</summary>
    public required int RecordedCodes { get; init; }

    /// <summary>Mean time of a model run, in ms.</summary>
    public required double RunMs { get; init; }

    /// <summary>Share of the time that the model was busy, over all its runs side by side.</summary>
    public required double ModelBusy { get; init; }

    /// <summary>Processor time of one source beside painting (what decoding would be), model and the reading of codes, in % of one core.</summary>
    /// <remarks>These three by their wall time, which says something while processors are mostly idle and nothing in an overload.</remarks>
    public required double OverheadPercent { get; init; }

    /// <summary>Share of the processors in use.</summary>
    public required double CpuBusy { get; init; }

    /// <summary>Scored frames of the stream with the fewest, against the mean.</summary>
    public required double LeastShare { get; init; }

    /// <summary>Scored frames of the stream with the most, against the mean.</summary>
    public required double MostShare { get; init; }

    /// <summary>The busiest stage, or the processors.</summary>
    public required string Bottleneck { get; init; }

    /// <summary>Share of the time that it was busy.</summary>
    public required double BottleneckBusy { get; init; }

    /// <summary>Frames dropped for whatever reason.</summary>
    public long Lost => Dropped.Values.Sum();
}
