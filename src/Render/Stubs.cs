#pragma warning disable
namespace DiCNet.Render;
sealed class EventFileOutput(string path, SinkMetrics m, TimeProvider clock) : IMessageOutput { public void Write(IReadOnlyList<AnomalyEvent> messages) {} public OutputStatus Status => null; public ValueTask DisposeAsync() => default; }
sealed class WebhookOutput(StreamId stream, string address, string outbox, int most, SinkMetrics m, TimeProvider clock) : IMessageOutput { public void Write(IReadOnlyList<AnomalyEvent> messages) {} public OutputStatus Status => null; public ValueTask DisposeAsync() => default; }
