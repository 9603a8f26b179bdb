namespace DiCNet.Cli;

/// <summary>The folder that DiCNet runs from: where models/, samples/ and configs/ lie.</summary>
public static class Home
{
    /// <summary>The nearest folder above the program that holds models/.</summary>
    public static string Folder { get; } = Find();

    /// <summary>A file or folder below it.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(System.IO.Path.Combine(folder.FullName, "models")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
