namespace DiCNet.App.Live;

/// <summary>The newest verdict of a stream in numbers.</summary>
/// <param name="FramesPerSecond">Scored frames per second over the last seconds.</param>
/// <param name="AgeMilliseconds">From capture to verdict, of the last frame.</param>
/// <param name="Peak">Highest calibrated score of the last frame; 1 is the alarm level.</param>
/// <param name="AlarmedArea">Part of the last frame at the alarm level, in [0, 1].</param>
/// <param name="ActiveEvents">Events under way.</param>
sealed record StreamReadings(double FramesPerSecond, double AgeMilliseconds, float Peak, double AlarmedArea, int ActiveEvents);
