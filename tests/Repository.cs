namespace DiCNet.Tests;

/// <summary>Where the repository lies: tests run from its artifacts folder.</summary>
static class Repository
{
    public static string Root { get; } = Find();
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);
    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DiCNet.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no DiCNet.sln above {AppContext.BaseDirectory}");
    }
}
