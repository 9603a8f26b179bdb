namespace OpenCvSharp;

/// <summary>A pixel's place.</summary>
public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;

    public Point(double x, double y)
        : this((int)x, (int)y)
    {
    }

    public static Point operator +(Point pt) => pt;

    public static Point operator -(Point pt) => pt.Negate();

    public static Point operator +(Point p1, Point p2) => p1.Add(p2);

    public static Point operator -(Point p1, Point p2) => p1.Subtract(p2);

    public static Point operator *(Point pt, double scale) => pt.Multiply(scale);

    public static double Distance(Point p1, Point p2) => p1.DistanceTo(p2);

    public static double DotProduct(Point p1, Point p2) => p1.DotProduct(p2);

    public static double CrossProduct(Point p1, Point p2) => p1.CrossProduct(p2);

    public readonly Point Plus() => this;

    public readonly Point Negate() => new(-X, -Y);

    public readonly Point Add(Point p) => new(X + p.X, Y + p.Y);

    public readonly Point Subtract(Point p) => new(X - p.X, Y - p.Y);

    public readonly Point Multiply(double scale) => new(X * scale, Y * scale);

    public readonly double DistanceTo(Point p) => Math.Sqrt(Math.Pow(p.X - X, 2) + Math.Pow(p.Y - Y, 2));

    public readonly double DotProduct(Point p) => ((double)X * p.X) + ((double)Y * p.Y);

    public readonly double CrossProduct(Point p) => ((double)X * p.Y) - ((double)p.X * Y);
}
