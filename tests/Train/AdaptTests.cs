using DiCNet.Inference;
using DiCNet.Tests.Bindings;
using DiCNet.Train.Adapting;
using DiCNet.Train.Export;
using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>A bundle is adapted to footage.</summary>
[Collection(TorchSharpFixture.Name)]
public sealed class AdaptTests(AdaptedToy toy) : IClassFixture<AdaptedToy>
{
    [Fact]
    public void Footage_of_another_look_becomes_normal()
    {
        var (before, after) = (AdaptedToy.Discrepancy(toy.Bundle, toy.Unseen), AdaptedToy.Discrepancy(toy.Adapted, toy.Unseen));
        Assert.True(after <= before / 2, $"{before} before, {after} after");
        Assert.True(toy.Result.After <= toy.Result.Before, $"{toy.Result}");
    }

    [Fact]
    public void The_original_scenes_are_not_forgotten()
    {
        var (before, after) = (AdaptedToy.Discrepancy(toy.Bundle, toy.Original), AdaptedToy.Discrepancy(toy.Adapted, toy.Original));
        Assert.True(after <= 1.3 * before, $"{before} before, {after} after");
    }

    [Fact]
    public void The_teacher_stays_as_it_is()
    {
        Assert.Equal(ModelBundle.Open(toy.Bundle).Card.Pair!.Teacher.Sha256, ModelBundle.Open(toy.Adapted).Card.Pair!.Teacher.Sha256);
        Assert.Equal(File.ReadAllBytes(TrainingFolder.Teacher(toy.Bundle)), File.ReadAllBytes(TrainingFolder.Teacher(toy.Adapted)));
    }

    [Fact]
    public void The_card_names_what_the_bundle_was_adapted_from()
    {
        var card = File.ReadAllText(Path.Combine(toy.Adapted, "card.yaml"));
        Assert.Contains("adapted_from:\n  name: toy\n  sha256: " + ModelBundle.Open(toy.Bundle).Digest, card, StringComparison.Ordinal);
        Assert.Contains("footage_frames: 24", card, StringComparison.Ordinal);
        Assert.Contains("with_original_frames: true", card, StringComparison.Ordinal);
        Assert.DoesNotContain(toy.Out(""), card, StringComparison.Ordinal);
        Assert.Equal("none", ModelBundle.Open(toy.Adapted).Card.Licence);
    }

    [Fact]
    public void A_bundle_carries_its_pair_without_the_places_of_one_machine()
    {
        using var pair = TrainedPair.Read(TrainingFolder.Teacher(toy.Bundle), TrainingFolder.Student(toy.Bundle));
        Assert.All([pair.Teacher, pair.Header], h => Assert.Equal(("", new TrainOptions().Out, 0), (h.Options.Data.Folder, h.Options.Out, h.Options.Threads)));
        Assert.DoesNotContain(toy.Out(""), File.ReadAllText(TrainingFolder.Student(toy.Bundle)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_run_is_continued()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var options = toy.Options("stopped") with { Steps = 4 };
        Assert.Null(new Adaptation(options).Adapt(stop.Token));
        Assert.False(Directory.Exists(options.Out));
        Assert.NotNull(new Adaptation(options with { Resume = true }).Adapt(CancellationToken.None));
    }

    [Fact]
    public void Without_the_data_set_footage_is_enough()
    {
        var options = toy.Options("alone") with { Data = null, Steps = 4 };
        Assert.NotNull(new Adaptation(options).Adapt(CancellationToken.None));
        Assert.Contains("with_original_frames: false", File.ReadAllText(Path.Combine(options.Out, "card.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_out_in_the_footage_is_found_however_foreign_all_of_it_is()
    {
        var (card, random) = (ModelBundle.Open(toy.Bundle).Card, new Random(1));
        var (grid, calibration) = (card.Output("score"), Threshold.FromCard(card).For(default));
        var reach = (float)(calibration.AlarmLevel - calibration.Median);
        var scores = Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, grid.Height * grid.Width)
            .Select(_ => (float)calibration.AlarmLevel + (reach * (3 + random.NextSingle()))).ToArray()).ToList();
        foreach (var (y, x) in from y in Enumerable.Range(2, 3) from x in Enumerable.Range(4, 3) select (y, x))
        {
            scores[17][(y * grid.Width) + x] += 5 * reach;
        }

        var frames = Enumerable.Range(0, 30).Select(i => new FootageFrame(new($"footage/{i}", "", null), "drive.mp4", i, TimeSpan.FromSeconds(i), "")).ToList();
        var odd = Assert.Single(OddFrames.Find(frames, scores, card));
        Assert.Equal(17, odd.Frame.Number);
        Assert.Equal(1, Assert.Single(odd.Boxes).Overlap(new PixelBox(4 * 8, 2 * 8, 24, 24)));
    }

    [Fact]
    public void A_video_is_sampled_evenly()
    {
        var folder = Directory.CreateDirectory(toy.Out("clips"));
        var clip = Clips.Make(folder, "drive.mp4", "@");
        var frames = new Footage(toy.Out("taken"), 64, 96).Take([clip], 2, TestContext.Current.CancellationToken);
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18], frames.Select(f => f.Number));
        Assert.Equal("drive.mp4 frame 4 at 00:00.40", frames[2].Place);
        using var picture = OpenCvSharp.Cv2.ImRead(frames[2].Frame.Picture);
        Assert.Equal((64, 96), (picture.Height, picture.Width));
    }

    [Fact]
    public void A_bundle_without_its_pair_is_refused() =>
        Refused("cannot be trained on", toy.Options("refused") with { Bundle = Untrainable() });

    [Fact]
    public void A_missing_bundle_is_refused() => Refused("no such model bundle", toy.Options("refused") with { Bundle = toy.Out("nowhere") });

    [Fact]
    public void A_missing_video_is_refused() => Refused("no such video or folder", toy.Options("refused") with { Normal = [toy.Out("nowhere.mp4")] });

    [Fact]
    public void A_file_that_is_no_video_is_refused() => Refused("no video could be read", toy.Options("refused") with { Normal = [toy.Out("classes.yaml")] });

    [Fact]
    public void A_folder_without_pictures_is_refused() =>
        Refused("there are no picture files", toy.Options("refused") with { Normal = [Directory.CreateDirectory(toy.Out("empty")).FullName] });

    [Fact]
    public void Too_little_footage_is_refused() => Refused("at least 10 are needed", toy.Options("refused") with { Normal = [toy.Unseen] });

    [Fact]
    public void A_bundle_that_lies_there_is_not_replaced_unasked() => Refused("a bundle lies there already", toy.Options("adapted"));

    private static void Refused(string what, AdaptOptions options) =>
        Assert.Contains(what, Assert.Throws<UserError>(() => new Adaptation(options).Adapt(CancellationToken.None)).Message, StringComparison.Ordinal);

    private string Untrainable()
    {
        var folder = Directory.CreateDirectory(toy.Out("untrainable")).FullName;
        foreach (var file in Directory.EnumerateFiles(toy.Bundle))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }
}
