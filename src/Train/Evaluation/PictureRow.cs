namespace DiCNet.Train.Evaluation;

/// <summary>One frame in pictures: itself, its labels, and every score.</summary>
/// <param name="Frame">Its name.</param>
/// <param name="Place">Which place it takes by the rule that ships: best, middle, worst.</param>
/// <param name="Cells">From left to right: caption and JPEG.</param>
sealed record PictureRow(string Frame, string Place, IReadOnlyList<(string Caption, byte[] Jpeg)> Cells);
