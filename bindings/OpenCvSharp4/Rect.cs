namespace OpenCvSharp;

/// <summary>A box; Right and Bottom are exclusive.</summary>
public partial record struct Rect(int X, int Y, int Width, int Height)
{
    public int X = X;
    public int Y = Y;
    public int Width = Width;
    public int Height = Height;

    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public int Top
    {
        readonly get => Y;
        set => Y = value;
    }

    public readonly int Bottom => Y + Height;

    public int Left
    {
        readonly get => X;
        set => X = value;
    }

    public readonly int Right => X + Width;

    public Point Location
    {
        readonly get => new(X, Y);
        set => (X, Y) = (value.X, value.Y);
    }

    public Size Size
    {
        readonly get => new(Width, Height);
        set => (Width, Height) = (value.Width, value.Height);
    }

    public readonly Point TopLeft => new(X, Y);

    public readonly Point BottomRight => new(X + Width, Y + Height);

    public static Rect FromLTRB(int left, int top, int right, int bottom)
    {
        var r = new Rect(left, top, right - left, bottom - top);
        if (r.Width < 0)
            throw new ArgumentException("right > left");
        if (r.Height < 0)
            throw new ArgumentException("bottom > top");
        return r;
    }
}
