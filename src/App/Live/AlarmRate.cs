using Prometheus;

namespace DiCNet.App.Live;

/// <summary>How much of the pictures alarms, against what the alarm level promises of known scenes. One caller at a time.</summary>
/// <param name="registry">Gets the gauge.</param>
sealed class AlarmRate(CollectorRegistry registry)
{
    // The card's level is the 99.5 % quantile of known pixels.
    private const double Promised = 0.005;
    private const double FramesRemembered = 3000;
    private const int FramesNeeded = 100;

    private readonly Gauge _ratio = Metrics.WithCustomRegistry(registry).CreateGauge(
        "dicnet_alarm_rate_ratio", "Alarmed area of the last frames over the area that the alarm level promises of known scenes.", "source");
    private readonly Dictionary<StreamId, (double Mean, int Frames)> _streams = [];

    /// <summary>Takes the alarmed area of a frame, in [0, 1].</summary>
    public void Add(StreamId stream, double area)
    {
        var (mean, frames) = _streams.GetValueOrDefault(stream);
        mean += (area - mean) / Math.Min(frames + 1, FramesRemembered);
        _streams[stream] = (mean, Math.Min(frames + 1, (int)FramesRemembered));
        if (frames + 1 >= FramesNeeded)
        {
            _ratio.WithLabels(stream.Name).Set(mean / Promised);
        }
    }
}
