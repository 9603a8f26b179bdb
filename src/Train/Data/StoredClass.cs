namespace DiCNet.Train.Data;

/// <summary>What one value in the label files stands for.</summary>
/// <param name="Id">The value of the pixel, as stored.</param>
/// <param name="Name">The class; several ids may name the same one.</param>
/// <param name="IsVoid">Ignored in training and in evaluation.</param>
/// <param name="Color">To draw it in; null: one is chosen.</param>
sealed record StoredClass(byte Id, string Name, bool IsVoid = false, Rgb? Color = null);
