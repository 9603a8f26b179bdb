namespace DiCNet;

/// <summary>A connected patch of one score map above a level.</summary>
/// <param name="Box">Where: in cells of the score map as found, in pixels of the source picture in a verdict.</param>
/// <param name="Area">Its cells over all cells, in [0, 1].</param>
/// <param name="AlarmedArea">Its cells at the alarm level or above over all cells, in [0, 1].</param>
/// <param name="Peak">Its highest calibrated score.</param>
public readonly record struct Region(PixelBox Box, double Area, double AlarmedArea, float Peak);
