using Xunit;

namespace DiCNet.Tests.EndToEnd;

/// <summary>What is wrong, where, and what to do: exit code 2, no stack trace, no output folder.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-bad-");

    [Fact]
    public Task No_such_file() => AssertRefused("no such file", In("absent.mp4"));

    [Fact]
    public Task A_folder_without_pictures()
    {
        Directory.CreateDirectory(In("empty"));
        return AssertRefused("there are no pictures in this folder", In("empty"));
    }

    [Fact]
    public Task An_empty_file()
    {
        File.WriteAllBytes(In("empty.mp4"), []);
        return AssertRefused("empty", In("empty.mp4"));
    }

    [Fact]
    public Task Text_named_mp4()
    {
        File.WriteAllText(In("text.mp4"), string.Concat(Enumerable.Repeat("this is no video\n", 200)));
        return AssertRefused("ffprobe", In("text.mp4"));
    }

    [Fact]
    public Task A_recording_cut_before_its_index()
    {
        var whole = Clips.Make(_folder, "whole.mp4", "@");
        File.WriteAllBytes(In("cut.mp4"), File.ReadAllBytes(whole)[..(int)(Clips.FirstPicture(whole) + 200)]);
        return AssertRefused("moov", In("cut.mp4"));
    }

    [Fact]
    public Task A_video_of_one_pixel() =>
        AssertRefused("16 x 16 pixels", Clips.Make(_folder, "one.avi", [.. Clips.Source("1x1"), "-c:v", "ffv1"]));

    [Fact]
    public Task A_live_address_without_telling_its_password() => AssertRefused("record it to a file first", "rtsp://user:hunter2@camera/1");

    [Fact]
    public Task A_model_folder_that_is_none() => AssertRefused("no such model bundle", "test:", "--model", In("absent"));

    [Fact]
    public Task An_output_folder_that_cannot_be_written() => AssertRefused("the output folder cannot be written", "test:frames=3", "--out", "/proc/dicnet");

    [Fact]
    public Task A_provider_that_is_not_there() => AssertRefused("the provider cuda was asked for and does not load here", "test:", "--provider", "cuda");

    [Fact]
    public Task An_option_that_does_not_exist() => AssertRefused("--treshold", "test:", "--treshold", "x");

    [Fact]
    public Task A_number_that_is_none() => AssertRefused("option --batch: 'inference.batch' is 'many'; it must be a number", "test:", "--batch", "many");

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private async Task AssertRefused(string message, params string[] arguments)
    {
        string[] output = arguments.Contains("--out") ? [] : ["--out", In("out")];
        var (exitCode, _, errors) = await Dicnet.RunAsync(["replay", .. arguments, .. output]);
        Assert.Equal(2, exitCode);
        Assert.Contains(message, errors);
        Assert.Contains("dicnet: ", errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.DoesNotContain("hunter2", errors);
        Assert.False(Directory.Exists(In("out")));
    }
}
