namespace DiCNet.App.Web;

/// <summary>A box in pixels of the source picture: origin top left, x right, y down.</summary>
sealed record EventBox(int X, int Y, int Width, int Height);
