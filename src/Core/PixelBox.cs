namespace DiCNet;

/// <summary>A box: origin top left, x right, y down, right and bottom exclusive. Its unit is said where it is used.</summary>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>Width times height.</summary>
    public long Area => (long)Width * Height;

    /// <summary>The smallest box around both.</summary>
    public PixelBox Union(PixelBox other)
    {
        var (x, y) = (Math.Min(X, other.X), Math.Min(Y, other.Y));
        return new PixelBox(x, y, Math.Max(X + Width, other.X + other.Width) - x, Math.Max(Y + Height, other.Y + other.Height) - y);
    }

    /// <summary>Shared area over the smaller area, in [0, 1]; 0 when either is empty.</summary>
    public double Overlap(PixelBox other)
    {
        var width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        var height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        var smaller = Math.Min(Area, other.Area);
        return width <= 0 || height <= 0 || smaller <= 0 ? 0 : (double)width * height / smaller;
    }

    /// <summary>The same box on another grid, grown outwards to whole cells and cut to that grid.</summary>
    public PixelBox Scale(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        var left = (int)((long)X * toWidth / fromWidth);
        var top = (int)((long)Y * toHeight / fromHeight);
        var right = (int)Math.Min(toWidth, ((long)(X + Width) * toWidth + fromWidth - 1) / fromWidth);
        var bottom = (int)Math.Min(toHeight, ((long)(Y + Height) * toHeight + fromHeight - 1) / fromHeight);
        return new PixelBox(left, top, right - left, bottom - top);
    }
}
