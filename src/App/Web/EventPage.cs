namespace DiCNet.App.Web;

/// <summary>Events, newest first.</summary>
/// <param name="Events">One row each.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
sealed record EventPage(IReadOnlyList<EventAnswer> Events, string? Next);
