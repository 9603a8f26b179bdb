namespace DiCNet.App.Replaying;

/// <summary>What was read.</summary>
/// <param name="Location">File, folder or test pattern, as given.</param>
/// <param name="Stream">Name of its stream.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FramesPerSecond">Nominal rate.</param>
/// <param name="FramesAnnounced">Frames in the file's index or the folder; null where nothing exact is known.</param>
sealed record InputFacts(string Location, string Stream, int Width, int Height, double FramesPerSecond, long? FramesAnnounced);
