namespace DiCNet.Train.Data;

/// <summary>One picture of a data set and its labels, as files.</summary>
/// <param name="Name">Unique within the data set: the path without ending, relative to what holds the pictures.</param>
/// <param name="Picture">Path of the picture file.</param>
/// <param name="Labels">Path of the label file; null: unlabelled.</param>
sealed record LabelledFrame(string Name, string Picture, string? Labels);
