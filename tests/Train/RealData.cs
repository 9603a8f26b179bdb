using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>Data too large or too restricted to ship: in <c>data/</c> of the repository, or where DICNET_DATA says. Skips the test where it is not.</summary>
static class RealData
{
    public static string Path(params string[] parts)
    {
        var data = Environment.GetEnvironmentVariable("DICNET_DATA") is { Length: > 0 } named ? named : Repository.Path("data");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine([data, .. parts]));
        Assert.SkipUnless(System.IO.Path.Exists(path), $"{path} is not there; DICNET_DATA names another folder of data");
        return path;
    }
}
