namespace OpenCvSharp;

public partial record struct Rect
{
    public static Rect operator +(Rect rect, Point pt) => rect.Add(pt);

    public static Rect operator -(Rect rect, Point pt) => rect.Subtract(pt);

    public static Rect operator +(Rect rect, Size size) => rect.Add(size);

    public static Rect operator -(Rect rect, Size size) => rect.Subtract(size);

    public static Rect operator &(Rect a, Rect b) => Intersect(a, b);

    public static Rect operator |(Rect a, Rect b) => Union(a, b);

    public static Rect Inflate(Rect rect, int x, int y)
    {
        rect.Inflate(x, y);
        return rect;
    }

    public static Rect Intersect(Rect a, Rect b)
    {
        var left = Math.Max(a.X, b.X);
        var right = Math.Min(a.X + a.Width, b.X + b.Width);
        var top = Math.Max(a.Y, b.Y);
        var bottom = Math.Min(a.Y + a.Height, b.Y + b.Height);
        return right >= left && bottom >= top ? new Rect(left, top, right - left, bottom - top) : default;
    }

    public static Rect Union(Rect a, Rect b)
    {
        var left = Math.Min(a.X, b.X);
        var right = Math.Max(a.X + a.Width, b.X + b.Width);
        var top = Math.Min(a.Y, b.Y);
        var bottom = Math.Max(a.Y + a.Height, b.Y + b.Height);
        return new Rect(left, top, right - left, bottom - top);
    }

    public readonly Rect Add(Point pt) => this with { X = X + pt.X, Y = Y + pt.Y };

    public readonly Rect Subtract(Point pt) => this with { X = X - pt.X, Y = Y - pt.Y };

    public readonly Rect Add(Size size) => this with { Width = Width + size.Width, Height = Height + size.Height };

    public readonly Rect Subtract(Size size) => this with { Width = Width - size.Width, Height = Height - size.Height };

    public readonly bool Contains(int x, int y) => X <= x && Y <= y && X + Width > x && Y + Height > y;

    public readonly bool Contains(Point pt) => Contains(pt.X, pt.Y);

    public readonly bool Contains(Rect rect) =>
        X <= rect.X && rect.X + rect.Width <= X + Width && Y <= rect.Y && rect.Y + rect.Height <= Y + Height;

    public void Inflate(int width, int height)
    {
        X -= width;
        Y -= height;
        Width += 2 * width;
        Height += 2 * height;
    }

    public void Inflate(Size size) => Inflate(size.Width, size.Height);

    public readonly Rect Intersect(Rect rect) => Intersect(this, rect);

    public readonly bool IntersectsWith(Rect rect) =>
        X < rect.X + rect.Width && X + Width > rect.X && Y < rect.Y + rect.Height && Y + Height > rect.Y;

    public readonly Rect Union(Rect rect) => Union(this, rect);
}
