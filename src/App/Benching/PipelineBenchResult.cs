using System.Text.Json;

namespace DiCNet.App.Benching;

/// <summary>What the pipeline bench measured; rates are medians over the rounds, in frames/s.</summary>
sealed record PipelineBenchResult
{
    public required string Clip { get; init; }

    public required string Cpu { get; init; }

    public int Frames { get; init; }

    public int Rounds { get; init; }

    /// <summary>Model runs at the same time, and threads of each.</summary>
    public int Concurrency { get; init; }

    public int Threads { get; init; }

    public int Batch { get; init; }

    public double SessionFps { get; init; }

    public double DecodeFps { get; init; }

    public double ScorePathFps { get; init; }

    public double WithVideoFps { get; init; }

    public double ScorePathToSessionRatio { get; init; }

    public double WithVideoToSessionRatio { get; init; }

    /// <summary>Without any sink; of two streams the sum.</summary>
    public double OneStreamFps { get; init; }

    public double TwoStreamsFps { get; init; }

    public double TwoStreamsToOneRatio { get; init; }

    /// <summary>Managed bytes allocated per frame once everything is warm, without progress, video and the pictures of events.</summary>
    public double ManagedBytesPerFrame { get; init; }

    public int Loops { get; init; }

    /// <summary>Resident memory after the first and the last loop, in MB.</summary>
    public double RssFirstLoopMb { get; init; }

    public double RssLastLoopMb { get; init; }

    public double PeakRssMb { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.PipelineBenchResult);

    public string ToTable() => FormattableString.Invariant($"""
        {Clip}: {Frames} frames, {Rounds} rounds, {Concurrency} runs of {Threads} threads, batch {Batch}, {Cpu}

        | part                      | frames/s | of session |
        |---------------------------|---------:|-----------:|
        | bare session loop         | {SessionFps,8:f2} |       1.00 |
        | decoding only             | {DecodeFps,8:f2} | {DecodeFps / SessionFps,10:f2} |
        | score path, without video | {ScorePathFps,8:f2} | {ScorePathToSessionRatio,10:f2} |
        | score path, with video    | {WithVideoFps,8:f2} | {WithVideoToSessionRatio,10:f2} |

        two streams at once: {TwoStreamsFps:f2} frames/s together, {TwoStreamsToOneRatio:f2} of the {OneStreamFps:f2} of one alone (no sinks)
        managed allocation, steady state: {ManagedBytesPerFrame:f0} bytes/frame (and some 100 kB per event, for the report's pictures)
        resident memory over {Loops} loops: {RssFirstLoopMb:f0} MB after the first, {RssLastLoopMb:f0} MB after the last, peak {PeakRssMb:f0} MB
        """);
}
