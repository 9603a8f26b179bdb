using DiCNet.Cli;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Options;

/// <summary>Everything that can be set, as one immutable record: configuration file, then environment, then command line.</summary>
sealed record DicnetOptions
{
    /// <summary>Folder of the model bundle.</summary>
    public string Model { get; init; } = Home.Path("models", "camvid");

    /// <summary>Threshold file; without one the alarm level comes from the model's card.</summary>
    public string? Threshold { get; init; }

    /// <summary>How sources read.</summary>
    public SourceOptions Ingest { get; init; } = new();

    /// <summary>How the model runs.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>When scores become events.</summary>
    public EventOptions Events { get; init; } = new();

    /// <summary>How verdicts are drawn and encoded.</summary>
    public RenderOptions Render { get; init; } = new();

    /// <summary>Source options with enough frames for the batches of a model, the picture being decoded and the one being drawn.</summary>
    public SourceOptions IngestFor(DicnetModel model) =>
        Ingest with { FramesInFlight = Math.Max(Ingest.FramesInFlight, (model.BatchesInFlight * model.Options.Batch) + 2) };
}
