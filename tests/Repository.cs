namespace DiCNet.Tests;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A program as it was built for itself: beside the tests lie only the libraries that these need.</summary>
    public static string Program(string project, string file) => Path("artifacts", "bin", project, new DirectoryInfo(AppContext.BaseDirectory).Name, file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DiCNet.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No DiCNet.sln above {AppContext.BaseDirectory}");
    }
}
