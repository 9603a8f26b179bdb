using DiCNet.Train.Data;

namespace DiCNet.Train.Adapting;

/// <summary>A frame of footage, scaled to the size of a bundle.</summary>
/// <param name="Frame">Its picture as a file, unlabelled.</param>
/// <param name="Input">The video or folder that it is from.</param>
/// <param name="Number">Its number there, from 0.</param>
/// <param name="Time">When it is shown; null in a folder.</param>
/// <param name="Original">Name of its file in a folder; empty for a video.</param>
sealed record FootageFrame(LabelledFrame Frame, string Input, int Number, TimeSpan? Time, string Original)
{
    /// <summary>For people: where it is in its input.</summary>
    public string Place => $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Input))} "
        + (Time is { } time ? $"frame {Number} at {time:mm\\:ss\\.ff}" : Original);
}
