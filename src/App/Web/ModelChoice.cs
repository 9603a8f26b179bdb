namespace DiCNet.App.Web;

/// <summary>The bundle that is to decide.</summary>
/// <param name="Bundle">Its folder.</param>
sealed record ModelChoice(string Bundle);
