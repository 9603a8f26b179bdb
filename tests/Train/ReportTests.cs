using System.Text.Json;
using System.Text.RegularExpressions;
using DiCNet.Tests.Bindings;
using DiCNet.Tests.Train.Training;
using DiCNet.Train.Comparison;
using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>Two students of one teacher, trained for a few steps, side by side.</summary>
[Collection(TorchSharpFixture.Name)]
public sealed partial class ReportTests(ReportTests.Trainings trainings) : IClassFixture<ReportTests.Trainings>
{
    [Fact]
    public void Only_settings_that_differ_are_shown()
    {
        var group = Assert.Single(RunGroup.Of(RunReader.Read([trainings.Narrow, trainings.Wide])));
        Assert.Equal(CheckpointKind.Student, group.Kind);
        Assert.Equal(["narrow", "wide"], group.Runs.Select(r => r.Name));
        Assert.Equal(["student:network:width"], group.Differing);
        Assert.Empty(group.Notes);
        var rows = group.Rows().ToDictionary(r => r.Name, r => r.Cells);
        Assert.Equal(["8", "16"], rows["network.width"]);
        Assert.Equal([$"{Trainings.Steps}", $"{Trainings.Steps}"], rows["steps"]);
        Assert.All(group.Runs, r => Assert.Equal(CheckpointFile.Read(Path.Combine(r.Folder, "student.checkpoint")).Header.Measures["MSE"], r.Final("MSE")!.Value, 1e-4));
        Assert.Superset(new HashSet<string> { "MSE", "AUPR %", "FPR95 %", "AUROC %" }, rows.Keys.ToHashSet());
    }

    [Fact]
    public async Task The_table_and_the_page_show_every_run()
    {
        var page = Path.Combine(trainings.Road.Out("pages"), "report.html");
        var (exit, output, errors) = await Trainer.RunAsync("report", trainings.Teacher, trainings.Narrow, trainings.Wide, "--out", page);
        Assert.True(exit == 0, errors);
        Assert.Matches(@"(?m)^Teacher +toy$", output);
        Assert.Matches(@"(?m)^Student +narrow +wide$", output);
        Assert.Matches(@"(?m)^network\.width +8 +16$", output);
        Assert.Matches(@"(?m)^mIoU % +[0-9.]+$", output);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(ForeignHost(), html);
        Assert.Contains("<td>ball</td>", html);
        var loss = html.Split("Students: loss")[1].Split("</svg>")[0];
        Assert.Equal(2, Regex.Count(loss, "<polyline", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains(">narrow</text>", loss);
    }

    [Fact]
    public async Task Json_holds_the_differing_settings_and_the_measures()
    {
        var (exit, output, errors) = await Trainer.RunAsync("report", trainings.Narrow, trainings.Wide, "--json");
        Assert.True(exit == 0, errors);
        var runs = JsonDocument.Parse(output).RootElement[0].GetProperty("runs");
        Assert.Equal("8", runs[0].GetProperty("options").GetProperty("student.network.width").GetString());
        Assert.Single(runs[1].GetProperty("options").EnumerateObject());
        Assert.InRange(runs[1].GetProperty("measures").GetProperty("AUROC").GetDouble(), 0, 1);
        Assert.True(runs[0].GetProperty("finished").GetBoolean());
    }

    [Fact]
    public void A_training_under_way_is_read_up_to_its_last_whole_line()
    {
        var folder = trainings.Road.Out("half/student");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(trainings.Narrow, "student", "options.yaml"), Path.Combine(folder, "options.yaml"), overwrite: true);
        using var writer = new StreamWriter(Path.Combine(folder, "losses.csv")) { AutoFlush = true };
        writer.Write("step,loss,rate,milliseconds\n0,1.5,0.001,10.0\n1,1.25,0.001,10.0\n2,1.2");
        var group = Assert.Single(RunGroup.Of(RunReader.Read([folder, trainings.Wide])));
        Assert.Equal([1.5, 1.25], group.Runs[0].Losses.Select(l => l.Loss));
        Assert.Equal(["half", "wide"], group.Runs.Select(r => r.Name));
        Assert.Contains("2, under way", group.Rows().Single(r => r.Name == "steps").Cells);
        Assert.Contains("not finished: half", Assert.Single(group.Notes));
        Assert.Contains("half", ComparisonPage.Html([group]));
    }

    [Fact]
    public void Students_of_different_teachers_are_told_apart()
    {
        var runs = RunReader.Read([trainings.Narrow, trainings.Wide]);
        var other = runs[1] with { Header = runs[1].Header! with { TeacherDigest = new string('0', 64) } };
        var group = new RunGroup(CheckpointKind.Student, [runs[0], other]);
        Assert.Contains("different teachers", Assert.Single(group.Notes));
        Assert.Equal("000000000000", group.Rows().Single(r => r.Name == "teacher").Cells[1]);
    }

    [Fact]
    public void Runs_of_one_name_are_called_by_their_folders()
    {
        var copy = Path.Combine(trainings.Road.Out("copies"), "narrow");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Path.Combine(trainings.Narrow, "student")))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        }

        var runs = RunReader.Read([trainings.Narrow, copy, trainings.Narrow]);
        Assert.Equal([Path.Combine(trainings.Narrow, "student"), copy], runs.Select(r => r.Name));
    }

    [Fact]
    public async Task Folders_without_a_training_are_named()
    {
        var empty = trainings.Road.Out("empty");
        Directory.CreateDirectory(empty);
        Assert.StartsWith(empty + ": there is no training in this folder", Assert.Throws<UserError>(() => RunReader.Read([trainings.Wide, empty])).Message);
        var (exit, _, errors) = await Trainer.RunAsync("report", trainings.Road.Out("absent"));
        Assert.Equal(2, exit);
        Assert.Contains("there is no such folder", errors);
    }

    [Fact]
    public void Many_curves_wrap_their_legend_and_differ_by_dashes()
    {
        var svg = Svg.Curves("many", [.. Enumerable.Range(0, 9).Select(i => ($"a rather long name {i}", (IReadOnlyList<(double, double)>)[(0.0, i), (1.0, i + 1)]))]);
        Assert.Contains("class=\"c2 d1\"", svg);
        Assert.Matches("viewBox=\"0 0 1080 (29|3[0-9])[0-9]\"", svg);
        Assert.All(LegendPlaces().Matches(svg), m => Assert.InRange(double.Parse(m.Groups["x"].Value), 0, 1000));
    }

    [GeneratedRegex("https?://(?!www\\.w3\\.org)|<script|<link", RegexOptions.None, 1000)]
    private static partial Regex ForeignHost();

    [GeneratedRegex("<text x=\"(?<x>[0-9.]+)\" y=\"[0-9.]+\">a rather", RegexOptions.None, 1000)]
    private static partial Regex LegendPlaces();

    /// <summary>The trainings.</summary>
    public sealed class Trainings : IDisposable
    {
        internal const int Steps = 6;

        public Trainings()
        {
            var options = Road.Options("toy", Steps);
            var teacher = TeacherRun.Train(options, resume: false, CancellationToken.None)!;
            foreach (var (name, width) in ((string, int)[])[("narrow", 8), ("wide", 16)])
            {
                var student = options.Student with
                {
                    Network = options.Student.Network with { Width = width }, Fit = options.Student.Fit with { EvaluateEvery = 3 },
                };
                StudentRun.Train(options with { Out = Road.Out(name), Student = student }, teacher, resume: false, CancellationToken.None);
            }
        }

        internal ToyRoad Road { get; } = new();

        internal string Teacher => Road.Out("toy");

        internal string Narrow => Road.Out("narrow");

        internal string Wide => Road.Out("wide");

        public void Dispose() => Road.Dispose();
    }
}
