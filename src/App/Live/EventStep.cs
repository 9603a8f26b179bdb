namespace DiCNet.App.Live;

/// <summary>One message in the history of an event.</summary>
/// <param name="Revision">1 for the first.</param>
/// <param name="Phase">Where in its life the event was.</param>
/// <param name="At">Wall clock of the message.</param>
/// <param name="Peak">Highest calibrated score so far.</param>
/// <param name="Area">Area it covered, in [0, 1].</param>
sealed record EventStep(int Revision, EventPhase Phase, DateTimeOffset At, float Peak, double Area);
