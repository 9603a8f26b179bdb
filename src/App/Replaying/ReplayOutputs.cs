using DiCNet.Ingest;
using DiCNet.Render;
using Prometheus;

namespace DiCNet.App.Replaying;

/// <summary>Everything that a replay writes, in one folder.</summary>
sealed class ReplayOutputs(ReplayRequest request, SourceInfo info, RenderOptions options) : IAsyncDisposable
{
    /// <summary>The sinks, in the order they are written.</summary>
    public List<IVerdictSink> Sinks { get; } = [];
}
