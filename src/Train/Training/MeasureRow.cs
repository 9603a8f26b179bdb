namespace DiCNet.Train.Training;

/// <summary>One measurement.</summary>
/// <param name="Step">After so many steps.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The result.</param>
readonly record struct MeasureRow(int Step, string Name, double Value);
