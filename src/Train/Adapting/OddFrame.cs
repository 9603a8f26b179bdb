namespace DiCNet.Train.Adapting;

/// <summary>A frame of the footage that looks anomalous among the rest of it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Distance">How far its highest score is above the usual one of the footage, in robust deviations.</param>
/// <param name="Boxes">Where, in pixels of the scaled picture.</param>
sealed record OddFrame(FootageFrame Frame, double Distance, IReadOnlyList<PixelBox> Boxes);
