using DiCNet.Cli;
using DiCNet.Inference;
using DiCNet.Render;

namespace DiCNet.App.Options;

/// <summary>Everything that can be set of <c>dicnet serve</c>, as one immutable record.</summary>
sealed record LiveOptions
{
    /// <summary>Folder of the model bundle.</summary>
    public string Model { get; init; } = Home.Path("models", "camvid");

    /// <summary>Threshold file; without one the alarm level comes from the model's card.</summary>
    public string? Threshold { get; init; }

    /// <summary>A second bundle that sees a share of the frames.</summary>
    public ShadowOptions Shadow { get; init; } = new();

    /// <summary>How the model runs.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>When scores become events.</summary>
    public EventOptions Events { get; init; } = new();

    /// <summary>How verdicts are drawn and encoded.</summary>
    public RenderOptions Render { get; init; } = new();

    /// <summary>Who may see what.</summary>
    public ServerOptions Server { get; init; } = new();

    /// <summary>What is watched.</summary>
    public IReadOnlyList<StreamOptions> Streams { get; init; } = [];
}
