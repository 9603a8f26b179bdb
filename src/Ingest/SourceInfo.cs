namespace DiCNet.Ingest;

/// <summary>What is known of a stream before it is read.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Location">File, folder or URI, as the user gave it and without secrets.</param>
/// <param name="Width">Width of the first picture in pixels.</param>
/// <param name="Height">Height of the first picture in pixels.</param>
/// <param name="FramesPerSecond">Nominal rate, above 0.</param>
/// <param name="AnnouncedFrames">How many frames the container's index or the folder holds; null where nothing exact is known.</param>
/// <param name="ExpectedFrames">How many frames are to be expected, for progress; null when unknown.</param>
public sealed record SourceInfo(
    StreamId Stream,
    string Location,
    int Width,
    int Height,
    double FramesPerSecond,
    long? AnnouncedFrames,
    long? ExpectedFrames);
