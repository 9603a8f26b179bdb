using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class EngineCacheTests : IDisposable
{
    private static readonly string s_digest = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-engines-");

    [Fact]
    public void A_folder_is_named_after_model_provider_driver_and_runtime() => Assert.Equal(
        "/cache/dicnet/engines/0123456789abcdef-tensorrt-535.129.03-1.30.0",
        new EngineCache("/cache/dicnet/engines", "535.129.03", "1.30.0").Folder(s_digest, Provider.TensorRt, null));

    [Theory]
    [InlineData("fedcba9876543210", Provider.TensorRt, null, "535.129.03", "1.30.0")]
    [InlineData("0123456789abcdef", Provider.OpenVino, null, "535.129.03", "1.30.0")]
    [InlineData("0123456789abcdef", Provider.TensorRt, "1", "535.129.03", "1.30.0")]
    [InlineData("0123456789abcdef", Provider.TensorRt, null, "550.54.15", "1.30.0")]
    [InlineData("0123456789abcdef", Provider.TensorRt, null, "535.129.03", "1.23.2")]
    public void Another_model_provider_device_driver_or_runtime_has_a_folder_of_its_own(string digest, Provider provider, string? device, string driver, string runtime) => Assert.NotEqual(
        new EngineCache("/e", "535.129.03", "1.30.0").Folder(s_digest, Provider.TensorRt, null),
        new EngineCache("/e", driver, runtime).Folder(digest.PadRight(64, '0'), provider, device));

    [Theory]
    [InlineData("/cache", "/cache/dicnet/engines")]
    [InlineData(null, "/home/ann/.cache/dicnet/engines")]
    [InlineData("", "/home/ann/.cache/dicnet/engines")]
    [InlineData("relative", "/home/ann/.cache/dicnet/engines")]
    public void Engines_lie_in_the_users_cache(string? cacheHome, string root) => Assert.Equal(root, EngineCache.RootOf(cacheHome, "/home/ann"));

    [Theory]
    [InlineData("NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 18:56:32 UTC 2023\nGCC version:  gcc version 12.3.0\n", "535.129.03")]
    [InlineData("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.15  Release Build  (dvs-builder)\n", "550.54.15")]
    [InlineData("", "none")]
    public void The_driver_is_read_from_what_its_kernel_module_says(string text, string driver) => Assert.Equal(driver, EngineCache.DriverOf(text));

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<UserError>(() => EngineCache.Make(Path.Combine(file, "engines")));
        Assert.StartsWith(Path.Combine(file, "engines"), error.Message);
        Assert.Contains("XDG_CACHE_HOME", error.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
