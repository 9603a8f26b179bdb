namespace DiCNet.Train.Data;

/// <summary>Lists of labelled frames and what their labels mean.</summary>
/// <param name="Name">For people: the data set, its encoding, what is held out.</param>
/// <param name="Classes">What the label files hold.</param>
/// <param name="Lists">By name: <c>train</c>, and <c>calibration</c>, <c>dev</c>, <c>val</c>, <c>test</c>, <c>dropped</c>, ... as there are.</param>
sealed record DataSet(string Name, ClassTable Classes, IReadOnlyDictionary<string, IReadOnlyList<LabelledFrame>> Lists)
{
    /// <summary>Frames taken out of the training lists because they hold a held-out class.</summary>
    public const string Dropped = "dropped";

    /// <summary>The folder or file that the set was opened from, for messages.</summary>
    public string Where { get; init; } = "";

    /// <summary>Must training see the frames of this list? Held-out classes are kept out of such lists.</summary>
    public static bool IsTraining(string list) => list is "train" or "calibration";

    /// <summary>The frames of a list.</summary>
    /// <exception cref="UserError">There is no such list.</exception>
    public IReadOnlyList<LabelledFrame> List(string name) => Lists.TryGetValue(name, out var frames)
        ? frames
        : throw new UserError($"there is no list '{name}' in {Name}", Where, $"name one of {string.Join(", ", Lists.Keys)}");
}
