#pragma warning disable
namespace DiCNet.Render;
sealed class SegmentRecorder(StreamId stream, OutputOptions options, int quality, Func<double> framesPerSecond, TimeProvider clock) : IPictureOutput { public ValueTask WriteAsync(OutputPicture p) => default; public ValueTask ResetAsync() => default; public ValueTask DisposeAsync() => default; }
sealed class PushOutput(string name, string target, OutputOptions options, Func<double> framesPerSecond, TimeProvider clock) : IPictureOutput { public ValueTask WriteAsync(OutputPicture p) => default; public ValueTask ResetAsync() => default; public ValueTask DisposeAsync() => default; }
sealed class EventFileOutput(string path, SinkMetrics m, TimeProvider clock) : IMessageOutput { public void Write(IReadOnlyList<AnomalyEvent> messages) {} public OutputStatus Status => null; public ValueTask DisposeAsync() => default; }
sealed class WebhookOutput(StreamId stream, string address, string outbox, int most, SinkMetrics m, TimeProvider clock) : IMessageOutput { public void Write(IReadOnlyList<AnomalyEvent> messages) {} public OutputStatus Status => null; public ValueTask DisposeAsync() => default; }
