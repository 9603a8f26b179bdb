namespace DiCNet.Train.Data;

/// <summary>A colour that a class is drawn in.</summary>
readonly record struct Rgb(byte R, byte G, byte B);
