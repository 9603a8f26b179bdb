using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace DiCNet.Tests;

/// <summary>The bundle under models/, and what its card states.</summary>
internal static class ShippedBundle
{
    public static string Folder { get; } = Repository.Path("models", "camvid");

    public static string File(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Per-image means of a score on a list, %: AUPR, FPR95, AUROC, E-FPR95, C-FPR95.</summary>
    public static double[] Stated(string list, string score, bool int8 = false)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(File("card.yaml"));
        yaml.Load(reader);
        var root = yaml.Documents[0].RootNode;
        return [.. ((YamlSequenceNode)(int8 ? root["int8"] : root)["metrics"][list][score]).Select(v => double.Parse($"{v}", CultureInfo.InvariantCulture))];
    }
}
