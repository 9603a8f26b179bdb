using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class GoldenTestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-golden-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Int8)]
    public void The_shipped_bundle_passes_its_own_test(ModelPrecision precision) => Run(ShippedBundle.Folder, precision);

    [Fact]
    public void A_bundle_whose_golden_grid_is_of_another_model_is_refused_with_the_picture()
    {
        var bundle = Copy();
        var grid = Path.Combine(bundle, "golden", "Seq05VD_f05040.score.npy");
        var bytes = File.ReadAllBytes(grid);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length - (45 * 60 * 4)));
        for (var i = bytes.Length - (45 * 60 * 4); i < bytes.Length; i += 4)
        {
            bytes[i + 3] = 0x3f;        // finite, between 0.5 and 2
        }

        File.WriteAllBytes(grid, bytes);
        var error = Assert.Throws<UserError>(() => Run(bundle, ModelPrecision.Float32));
        Assert.Contains("fails its self-test", error.Message);
        Assert.Contains("Seq05VD_f05040.webp", error.Message);
    }

    [Fact]
    public void A_bundle_without_golden_pictures_is_tried_on_noise()
    {
        var bundle = Copy();
        Directory.Delete(Path.Combine(bundle, "golden"), recursive: true);
        Run(bundle, ModelPrecision.Float32);
    }

    private static void Run(string folder, ModelPrecision precision)
    {
        var options = new InferenceOptions { Threads = 1, Concurrency = 1, Precision = precision };
        using var model = DicnetModel.Load(ModelBundle.Open(folder, options), options);
        GoldenTest.Run(model);
    }

    private string Copy()
    {
        foreach (var file in Directory.EnumerateFiles(ShippedBundle.Folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("training")))
        {
            var to = Path.Combine(_folder.FullName, Path.GetRelativePath(ShippedBundle.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return _folder.FullName;
    }
}
