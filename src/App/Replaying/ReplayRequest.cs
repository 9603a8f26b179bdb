namespace DiCNet.App.Replaying;

/// <summary>One input to replay, and what to write of it.</summary>
/// <param name="Location">File, folder or test pattern.</param>
/// <param name="Out">Folder for the results.</param>
/// <param name="Video">Whether to write annotated.mp4.</param>
sealed record ReplayRequest(string Location, string Out, bool Video);
