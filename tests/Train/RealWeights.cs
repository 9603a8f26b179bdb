using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>Published weights beside the repository, or where DICNET_DATA says. Skips the test where there are none.</summary>
static class RealWeights
{
    public static string Path(string file)
    {
        var data = Environment.GetEnvironmentVariable("DICNET_DATA") ?? Repository.Path("..", "shared", "data");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(data, "weights", file));
        Assert.SkipUnless(File.Exists(path), $"{path} is not there; DICNET_DATA names the folder that holds weights/");
        return path;
    }
}
