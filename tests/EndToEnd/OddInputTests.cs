using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.EndToEnd;

/// <summary>Unusual and damaged recordings that can be scored, and are.</summary>
public sealed class OddInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-odd-");

    [Fact]
    public async Task A_recording_cut_in_half_is_scored_as_far_as_it_decodes_and_the_loss_is_told()
    {
        var whole = File.ReadAllBytes(Clips.Make(_folder, "whole.mp4", [.. Clips.Source("160x120"), "-g", "5", "-movflags", "+faststart"]));
        File.WriteAllBytes(In("half.mp4"), whole[..(whole.Length * 6 / 10)]);
        var (exitCode, _, errors) = await Dicnet.RunAsync("replay", In("half.mp4"), "--out", In("out"));
        Assert.Equal(0, exitCode);
        var manifest = Dicnet.Manifest(In("out"));
        var scored = manifest.GetProperty("frames").GetProperty("scored").GetInt32();
        Assert.InRange(scored, 1, 19);
        Assert.Equal(20 - scored, manifest.GetProperty("frames_missing").GetInt32());
        Assert.Contains($"{20 - scored} of 20 frames were lost", errors);
        Assert.True(Dicnet.IsConserved(manifest));
        Assert.Equal(scored, Clips.Count(In("out/annotated.mp4")));
    }

    [Theory]
    [InlineData("641x359", 4, "-c:v", "ffv1")]
    [InlineData("3840x2160", 2, "-c:v", "mjpeg")]
    [InlineData("16x16", 3, "-c:v", "ffv1")]
    public async Task Odd_and_large_and_tiny_pictures_are_scored_and_drawn(string size, int frames, params string[] codec)
    {
        var clip = Clips.Make(_folder, "clip.mkv", [.. Clips.Source(size), "-frames:v", $"{frames}", .. codec]);
        var (exitCode, output, _) = await Dicnet.RunAsync("replay", clip, "--out", In("out"), "--json");
        Assert.Equal(0, exitCode);
        var manifest = Assert.Single(System.Text.Json.JsonDocument.Parse(output).RootElement.EnumerateArray());
        Assert.Equal(frames, manifest.GetProperty("frames").GetProperty("scored").GetInt32());
        Assert.Equal(frames, Clips.Count(In("out/annotated.mp4")));
    }

    [Fact]
    public async Task A_variable_frame_rate_keeps_its_times()
    {
        var clip = Clips.Make(_folder, "vfr.mp4", [.. Clips.Source("64x48"), "-vf", "select=not(mod(n\\,3))+gt(n\\,14)", "-vsync", "vfr", "-bf", "0"]);
        var (exitCode, _, _) = await Dicnet.RunAsync("replay", clip, "--out", In("out"), "--no-video");
        Assert.Equal(0, exitCode);
        var times = File.ReadLines(In("out/scores.csv")).Skip(1).Select(l => double.Parse(l.Split(',')[1]));
        Assert.All(Clips.Times(clip).Zip(times), t => Assert.Equal(t.First, t.Second, 0.001));
    }

    [Fact]
    public async Task A_folder_of_mixed_sizes_with_a_broken_picture_is_scored_but_for_that_one()
    {
        Directory.CreateDirectory(In("pictures"));
        foreach (var (name, width, height) in ((string, int, int)[])[("a.png", 320, 240), ("b.jpg", 640, 360), ("d.webp", 100, 300)])
        {
            using var picture = new Mat(height, width, MatType.CV_8UC3, Scalar.All(90));
            Assert.True(Cv2.ImWrite(In($"pictures/{name}"), picture));
        }

        File.WriteAllText(In("pictures/c.png"), "no picture");
        var (exitCode, _, _) = await Dicnet.RunAsync("replay", In("pictures"), "--out", In("out"));
        Assert.Equal(0, exitCode);
        var frames = Dicnet.Manifest(In("out")).GetProperty("frames");
        Assert.Equal((4, 3, 1), (frames.GetProperty("received").GetInt32(), frames.GetProperty("scored").GetInt32(), frames.GetProperty("failed").GetProperty("undecodable").GetInt32()));
    }

    [Fact]
    public async Task Several_inputs_each_get_their_folder()
    {
        var (exitCode, _, _) = await Dicnet.RunAsync("replay", "test:frames=2", "test:frames=3,seed=5", "--out", In("out"), "--no-video");
        Assert.Equal(0, exitCode);
        Assert.Equal(2, Dicnet.Manifest(In("out/test")).GetProperty("frames").GetProperty("scored").GetInt32());
        Assert.Equal(3, Dicnet.Manifest(In("out/test-2")).GetProperty("frames").GetProperty("scored").GetInt32());
    }

    [Fact]
    public async Task One_bad_input_of_several_does_not_keep_the_others_waiting()
    {
        var (exitCode, _, errors) = await Dicnet.RunAsync("replay", In("absent.mp4"), "test:frames=2", "--out", In("out"), "--no-video");
        Assert.Equal(2, exitCode);
        Assert.Contains("absent.mp4: no such file", errors);
        Assert.Equal("completed", Dicnet.Manifest(In("out/test")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Neither_the_input_nor_the_expected_run_is_overwritten()
    {
        var clip = Clips.Make(_folder, "annotated.mp4", "@");
        var before = File.ReadAllBytes(clip);
        var (exitCode, _, errors) = await Dicnet.RunAsync("replay", clip, "--out", _folder.FullName);
        Assert.Equal((2, before.Length), (exitCode, File.ReadAllBytes(clip).Length));
        Assert.Contains("would overwrite its own input", errors);

        Assert.Equal(0, (await Dicnet.RunAsync("replay", "test:frames=2", "--out", In("run"), "--no-video")).ExitCode);
        (exitCode, _, errors) = await Dicnet.RunAsync("replay", "test:frames=2", "--out", In("run"), "--no-video", "--expect", In("run/manifest.json"));
        Assert.Equal(2, exitCode);
        Assert.Contains("would overwrite the run it is held against", errors);
    }

    [Fact]
    public async Task An_expected_manifest_is_met_by_the_same_run_and_not_by_another()
    {
        Assert.Equal(0, (await Dicnet.RunAsync("replay", "test:frames=3", "--out", In("reference"), "--no-video")).ExitCode);
        Assert.Equal(0, (await Dicnet.RunAsync("replay", "test:frames=3", "--out", In("same"), "--no-video", "--expect", In("reference/manifest.json"))).ExitCode);
        var (exitCode, _, errors) = await Dicnet.RunAsync("replay", "test:frames=3,seed=9", "--out", In("other"), "--no-video", "--expect", In("reference/manifest.json"));
        Assert.Equal(3, exitCode);
        Assert.Contains("score_sha256: expected", errors);
        Assert.Contains("<failure", File.ReadAllText(In("other/expectation.xml")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
