namespace DiCNet.Train.Data;

/// <summary>A look into every file of a data set.</summary>
/// <param name="Set">The data set.</param>
/// <param name="Lists">What each list holds.</param>
/// <param name="Problems">What makes it unusable, each naming its file.</param>
/// <param name="Notes">What is allowed but odd.</param>
sealed record Survey(DataSet Set, IReadOnlyList<ListFacts> Lists, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Looks into every file, on all processors.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="seen">Called after each frame, from any thread.</param>
    public static Survey Of(DataSet set, Action? seen = null)
    {
        var lists = set.Lists.Select(list =>
        {
            var facts = new FrameFacts[list.Value.Count];
            HeldOutSplit.ForEach(facts.Length, i =>
            {
                facts[i] = FrameFacts.Of(list.Value[i], set.Classes);
                seen?.Invoke();
            });
            return new ListFacts(list.Key, facts, set.Classes);
        }).ToArray();
        return new Survey(
            set,
            lists,
            [.. lists.SelectMany(l => l.Frames).Select(f => f.Problem).OfType<string>(), .. Shared(lists)],
            [.. NotesOn(set.Classes, lists)]);
    }

    /// <summary>Nothing wrong?</summary>
    /// <exception cref="UserError">There is a problem; the first is named.</exception>
    public void Require()
    {
        if (Problems.Count > 0)
        {
            var more = Problems.Count > 1 ? $" ({Problems.Count - 1} more; 'dicnet-train data' lists them)" : "";
            throw new UserError(Problems[0] + more, "", "training starts when all frames are sound");
        }
    }

    // Pictures that training sees must not come back where it is judged, under whatever name.
    private static IEnumerable<string> Shared(ListFacts[] lists)
    {
        var train = lists.FirstOrDefault(l => l.Name == "train");
        var trained = new Dictionary<string, FrameFacts>(StringComparer.Ordinal);
        foreach (var frame in train?.Frames.Where(f => f.Problem is null) ?? [])
        {
            trained.TryAdd(frame.Digest, frame);
        }

        return from list in lists
               where list != train
               from frame in list.Frames
               where frame.Problem is null && trained.ContainsKey(frame.Digest)
               select $"{frame.Frame.Picture}: the same picture is in the list 'train' as {trained[frame.Digest].Frame.Picture} and here in '{list.Name}'; "
                   + "remove it from one of them";
    }

    private static IEnumerable<string> NotesOn(ClassTable classes, ListFacts[] lists)
    {
        if (lists.FirstOrDefault(l => l.Name == "train") is { } train)
        {
            foreach (var name in classes.Known.Where(n => train.Share(n) == 0))
            {
                yield return $"the class '{name}' does not occur in the list 'train': nothing can be learned about it";
            }

            if (train.HeldOutPixels > 0)
            {
                yield return $"{train.FramesWithHeldOut} frames of 'train' hold held-out pixels: they are ignored, but the student sees the pictures";
            }
        }

        if (classes.HeldOut.Count == 0)
        {
            yield return "no class is held out: detection cannot be measured on this set";
        }
        else if (lists.All(l => l.HeldOutPixels == 0))
        {
            yield return $"no list holds a pixel of {string.Join(", ", classes.HeldOut)}: detection cannot be measured on this set";
        }

        foreach (var list in lists.Where(l => l.Sizes.Count > 1))
        {
            yield return $"the pictures of '{list.Name}' have {list.Sizes.Count} sizes, such as {string.Join(" and ", list.Sizes.Take(2).Select(s => $"{s.Width}x{s.Height}"))}";
        }
    }
}
