using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>A picture on its way to one output, in memory of that output's own.</summary>
sealed class OutputPicture : Pooled
{
    /// <summary>BGR, 8 bit, rows not padded.</summary>
    public Mat Pixels { get; } = new();

    /// <summary>Media time of its frame; of a placeholder the time since the output began, going on.</summary>
    public TimeSpan MediaTime { get; set; }

    /// <summary>When its frame was captured, as <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long CapturedAt { get; set; }

    /// <inheritdoc/>
    protected override void Free() => Pixels.Dispose();
}
