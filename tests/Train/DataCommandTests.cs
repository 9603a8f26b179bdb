using System.Diagnostics;
using System.Text.Json;
using DiCNet.Train.Data;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataCommandTests : IDisposable
{
    private readonly TinySet _set = new();

    public DataCommandTests()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            _set.Picture($"train/{name}.png");
            _set.Labels($"trainannot/{name}.png", 3, name == "c" ? (byte)10 : (byte)8);
        }

        _set.Text("splits/train.txt", "train/a\ntrain/b\n");
        _set.Text("splits/test.txt", "train/c\n");
    }

    public void Dispose() => _set.Dispose();

    [Fact]
    public async Task It_reports_lists_ids_and_shares_as_json_and_draws_a_sheet()
    {
        var (exit, output, errors) = await RunAsync("--kind", "camvid", "--folder", _set.Folder, "--out", _set.At("out"), "--json");
        Assert.True(exit == 0, errors);
        var report = JsonDocument.Parse(output).RootElement;
        var lists = report.GetProperty("lists").EnumerateArray().ToArray();
        Assert.Equal([("train", 2, 0), ("test", 1, 1)], lists.Select(l =>
            (l.GetProperty("name").GetString()!, l.GetProperty("frames").GetInt32(), l.GetProperty("framesWithHeldOut").GetInt32())));
        Assert.Equal(0.5, lists[1].GetProperty("shares").GetProperty("Bicyclist").GetDouble());
        Assert.Equal("anomaly", report.GetProperty("ids").EnumerateArray().First(i => i.GetProperty("stored").GetInt32() == 10).GetProperty("index").GetString());
        using var sheet = Cv2.ImRead(report.GetProperty("contactSheet").GetString()!);
        Assert.InRange(sheet.Width, 1000, 4000);
    }

    [Fact]
    public async Task It_prints_tables_and_says_that_all_is_well()
    {
        var (exit, output, errors) = await RunAsync("--kind", "camvid", "--folder", _set.Folder);
        Assert.True(exit == 0, errors);
        Assert.Contains("CamVid without Bicyclist", output);
        Assert.Contains("64 (50.00 %)", output);
        Assert.Contains("Note: the class 'Sky' does not occur in the list 'train'", output);
        Assert.Contains("All frames are sound.", output);
    }

    [Fact]
    public async Task It_names_every_bad_file_and_fails()
    {
        _set.Text("train/a.png", "no picture");
        _set.Labels("trainannot/c.png", 99);
        var (exit, output, errors) = await RunAsync("--kind", "camvid", "--folder", _set.Folder, "--hold-out", "none");
        Assert.Equal(2, exit);
        Assert.Contains("There are 2 problems:", output);
        Assert.Contains($"dicnet-train: {_set.At("train/a.png")}: the picture cannot be decoded", errors);
        Assert.Contains($"dicnet-train: {_set.At("trainannot/c.png")}: stored id 99 is not in the class table", errors);
    }

    [Fact]
    public void Held_out_things_are_outlined_on_the_sheet()
    {
        var survey = Survey.Of(DataSets.Open("camvid", _set.Folder, new DataSetOptions()));
        using var sheet = new ContactSheet(survey).Draw();
        var amber = new Vec3b(7, 193, 255);
        var pixels = sheet.AsSpan<Vec3b>();
        var near = 0;
        foreach (var pixel in pixels[(pixels.Length / 2)..])
        {
            near += Math.Abs(pixel.Item0 - amber.Item0) + Math.Abs(pixel.Item1 - amber.Item1) + Math.Abs(pixel.Item2 - amber.Item2) < 30 ? 1 : 0;
        }

        Assert.InRange(near, 200, 20000);
    }

    [Fact]
    public void Classes_without_colours_get_different_ones()
    {
        var table = ClassTable.Make(Enumerable.Range(0, 30).Select(i => new StoredClass((byte)i, $"c{i}")), [], "t");
        var palette = new Palette(table);
        Assert.Equal(30, Enumerable.Range(0, 30).Select(i => palette[(byte)i]).Distinct().Count());
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Program("Train", "dicnet-train.dll"), "data", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["OPENCV_LOG_LEVEL"] = "SILENT" },
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }
}
