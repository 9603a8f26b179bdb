namespace DiCNet.App.Live;

/// <summary>An event in its latest revision. Plain immutable data.</summary>
/// <param name="Key">Unique over streams, connections and restarts; later events have higher ones.</param>
/// <param name="Number">The number that the key begins with.</param>
/// <param name="Change">Number of the change that made this row what it is; later changes of any event have higher ones.</param>
/// <param name="Latest">Its newest message.</param>
/// <param name="Time">Wall clock of its first message.</param>
/// <param name="Updated">Wall clock of its newest.</param>
/// <param name="Pictured">Whether there are pictures of it.</param>
sealed record EventRow(string Key, long Number, long Change, AnomalyEvent Latest, DateTimeOffset Time, DateTimeOffset Updated, bool Pictured);
