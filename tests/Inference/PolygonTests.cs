using DiCNet.Inference;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class PolygonTests
{
    private const int Cells = 200;

    /// <summary>Corners on an ellipse: convex, and turned either way.</summary>
    private static readonly Arbitrary<string> s_convex = (
        from degrees in Gen.Choose(0, 359).ListOf(40)
        from reversed in Gen.Elements(true, false)
        let angles = degrees.Distinct().Order().ToList()
        where angles.Count >= 3
        select Text(reversed ? Enumerable.Reverse(angles) : angles, _ => 1)).ToArbitrary();

    /// <summary>Corners at even angles and any distance from the middle: as hollow as can be, and no edge crosses another.</summary>
    private static readonly Arbitrary<string> s_star = (
        from count in Gen.Choose(3, 64)
        from distances in Gen.Choose(5, 100).ListOf(count)
        select Text(Enumerable.Range(0, count).Select(i => i * 360.0 / count), i => distances[i] / 100.0)).ToArbitrary();

    [Fact]
    public void A_convex_polygon_never_crosses_itself() => Check.QuickThrowOnFailure(Prop.ForAll(s_convex, text => Polygon.Parse(text).Area > 0));

    [Fact]
    public void A_polygon_gives_its_text_and_that_the_polygon() => Check.QuickThrowOnFailure(Prop.ForAll(s_star, text =>
        Polygon.Parse(text) is var polygon && polygon.Corners.SequenceEqual(Polygon.Parse(polygon.ToString()).Corners)));

    [Fact]
    public void The_area_is_that_of_the_points_inside() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(s_star, text =>
    {
        var polygon = Polygon.Parse(text);
        var inside = 0;
        for (var i = 0; i < Cells * Cells; i++)
        {
            inside += polygon.Contains((i % Cells + 0.5) / Cells, (i / Cells + 0.5) / Cells) ? 1 : 0;
        }

        Assert.Equal(polygon.Area, (double)inside / (Cells * Cells), 0.01);
    }));

    [Fact]
    public void The_parts_of_the_area_make_the_whole() => Check.QuickThrowOnFailure(Prop.ForAll(s_star, Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (text, a, b) =>
    {
        var (polygon, x, y) = (Polygon.Parse(text), a / 100.0, b / 100.0);
        Assert.Equal(polygon.Area, polygon.AreaWithin(0, 0, x, y) + polygon.AreaWithin(x, 0, 1, y) + polygon.AreaWithin(0, y, x, 1) + polygon.AreaWithin(x, y, 1, 1), 1e-9);
    }));

    [Theory]
    [InlineData("0,0 1,0", "has 2 corners; give it 3 to 64")]
    [InlineData("", "has 0 corners")]
    [InlineData("0,0 1,0 1.01,1", "the polygon's corner '1.01,1' is no 'x,y' in fractions of the picture")]
    [InlineData("0,0 1,0 -0.1,1", "corner '-0.1,1'")]
    [InlineData("0,0 1,0 NaN,1", "corner 'NaN,1'")]
    [InlineData("0,0 1,0 1, 1", "corner '1,'")]
    [InlineData("0,0 0.5,0.5 1,1", "no area")]
    [InlineData("0.1,0.1 0.1,0.1 0.1,0.1", "no area")]
    [InlineData("0.1,0.1 0.2,0.2 0.3,0.3 0.7,0.7", "no area")]
    [InlineData("0,0 1,1 1,0 0,1", "its edge 1 (0,0 to 1,1) meets its edge 3 (1,0 to 0,1)")]
    [InlineData("0,0 1,0 1,0 0,1", "its edge 1 (0,0 to 1,0) meets its edge 2 (1,0 to 1,0)")]
    [InlineData("0,0 1,0 0.5,0 0.5,1", "its edge 1 (0,0 to 1,0) meets its edge 2 (1,0 to 0.5,0)")]
    [InlineData("0,0 1,0 1,1 0.5,0 0,1", "its edge 1 (0,0 to 1,0) meets its edge 3")]
    public void What_is_no_polygon_is_refused_with_its_reason(string text, string reason) => Assert.Contains(reason, Assert.Throws<UserError>(() => Polygon.Parse(text)).Message);

    [Fact]
    public void Corners_end_at_64() =>
        Assert.Contains("has 65 corners", Assert.Throws<UserError>(() => Polygon.Parse(Text(Enumerable.Range(0, 65).Select(i => i * 5.0), _ => 1))).Message);

    [Fact]
    public void Nothing_but_a_user_error_is_ever_thrown()
    {
        var word = Gen.OneOf(
            Gen.Elements("0", "1", "0.5", ",", " ", "0,0 ", "1,0 ", "1,1 ", "0.5,0.5 ", "-", "1e-9", "1e400", "NaN", "∞", "\n", "0,1e-300 "),
            ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        Prop.ForAll(Arb.From(Gen.ListOf(word)), words =>
        {
            try
            {
                Assert.True(Polygon.Parse(string.Concat(words)).Area >= 0);
            }
            catch (UserError)
            {
            }
        }).QuickCheckThrowOnFailure();
    }

    private static string Text(IEnumerable<int> degrees, Func<int, double> distance) => Text(degrees.Select(d => (double)d), distance);

    private static string Text(IEnumerable<double> degrees, Func<int, double> distance) => string.Join(' ', degrees.Select((degree, i) =>
        FormattableString.Invariant($"{0.5 + (0.49 * distance(i) * Math.Cos(degree * Math.PI / 180))},{0.5 + (0.4 * distance(i) * Math.Sin(degree * Math.PI / 180))}")));
}
