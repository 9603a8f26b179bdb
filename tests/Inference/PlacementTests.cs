using DiCNet.Inference;
using DiCNet.Tests.Train;
using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class PlacementTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dicnet-pair-").FullName;
    private readonly string _folder;

    public PlacementTests()
    {
        _folder = Path.Combine(_root, "tiny");
        BundleWriter.Write(_folder, TinyBundle.Parts());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Pair_placement_scores_as_fused_placement_does_however_full_a_batch_is(int capacity)
    {
        var (fused, pair) = (Score(Placement.Fused, capacity), Score(Placement.Pair, capacity));
        Assert.Equal(6, fused.Count);
        for (var i = 0; i < fused.Count; i++)
        {
            Assert.All(fused[i].Score.Zip(pair[i].Score), s => Assert.Equal(s.First, s.Second, 1e-5 * Math.Max(1, Math.Abs(s.First))));
            Assert.All(fused[i].Eq7.Zip(pair[i].Eq7), s => Assert.Equal(s.First, s.Second, 1e-5 * Math.Max(1, Math.Abs(s.First))));
        }

        // Pictures 0 and 3, 1 and 4, 2 and 5 are the same: what a buffer held before plays no part.
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(pair[i].Score, pair[i + 3].Score, (a, b) => Math.Abs(a - b) < 1e-4));
        Assert.NotEqual(pair[0].Score, pair[1].Score);
    }

    [Fact]
    public void A_run_in_pair_placement_allocates_nothing()
    {
        using var model = DicnetModel.Load(ModelBundle.Open(_folder), new InferenceOptions { Placement = Placement.Pair, Threads = 1 });
        using var batches = new Pool<FrameBatch>(1, model.NewBatch);
        using var frames = new Pool<Frame>(1, () => new Frame());
        using var picture = TinyBundle.Picture(1);
        Assert.True(frames.TryRent(out var frame));
        Assert.True(batches.TryRent(out var batch));
        picture.CopyTo(frame.Pixels);
        batch.Take(frame);
        model.Score(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Score(batch);
        var after = GC.GetAllocatedBytesForCurrentThread();
        batch.Dispose();
        Assert.Equal(before, after);
    }

    [Fact]
    public void A_bundle_with_the_fused_graph_alone_says_so_when_pair_placement_is_asked_for()
    {
        var card = Edit(text => text[..text.IndexOf("pair:", StringComparison.Ordinal)] + text[text.IndexOf("input:", StringComparison.Ordinal)..]);
        Assert.Null(card.Pair);
        DicnetModel.Load(ModelBundle.Open(_folder), new InferenceOptions()).Dispose();
        Assert.Contains("inference.placement: the placement pair was asked for, but this bundle holds the fused graph alone", Error(Placement.Pair));
    }

    [Fact]
    public void A_student_of_another_teacher_is_refused()
    {
        var teacher = ModelBundle.Open(_folder).Card.Pair!.Teacher.Sha256;
        Edit(text => text.Replace($"teacher_sha256: {teacher}", $"teacher_sha256: {new string('a', 64)}"));
        Assert.Contains($"student.onnx: was distilled from another teacher (aaaa", Error(Placement.Fused));
        Edit(text => text.Replace($"    teacher_sha256: {new string('a', 64)}\n", ""));
        Assert.Contains("was distilled from another teacher (the card does not say which)", Error(Placement.Pair));
    }

    [Theory]
    [InlineData("teacher.onnx")]
    [InlineData("student.onnx")]
    [InlineData("score.onnx")]
    public void Graphs_that_are_damaged_or_missing_are_named(string graph)
    {
        var file = Path.Combine(_folder, graph);
        File.AppendAllText(file, "x");
        Assert.Contains($"{graph}: its SHA-256 is ", Error(Placement.Pair));
        File.Delete(file);
        Assert.Contains($"{graph}: the card names this model, but the bundle does not hold it", Error(Placement.Fused));
    }

    [Theory]
    [InlineData("feature_channels: 6", "feature_channels: 7", "teacher.onnx: the graph gives output 'features' the shape [N, 6, 4, 6]; the card says [N, 7, 4, 6]")]
    [InlineData("feature_channels: 6", "", "feature_channels is missing; a card with a pair states it")]
    [InlineData("file: score.onnx", "file: ../score.onnx", "pair: score: file must be a file name in the bundle")]
    public void A_card_that_contradicts_the_pair_is_refused(string was, string becomes, string message)
    {
        Edit(text => text.Replace(was, becomes));
        Assert.Contains(message, Error(Placement.Pair));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ModelCard Edit(Func<string, string> edit)
    {
        var file = Path.Combine(_folder, "card.yaml");
        var text = File.ReadAllText(file);
        var edited = edit(text);
        Assert.NotEqual(text, edited);
        File.WriteAllText(file, edited);
        return edited.Contains("feature_channels: 6") && !edited.Contains("../") ? ModelCard.Read(file) : new ModelCard();
    }

    private string Error(Placement placement) =>
        Assert.Throws<UserError>(() => DicnetModel.Load(ModelBundle.Open(_folder), new InferenceOptions { Placement = placement }).Dispose()).Message;

    /// <summary>Scores pictures 0, 1, 2, 0, 1, 2 in batches of this size, and the last ones in smaller batches too.</summary>
    private List<(float[] Score, float[] Eq7)> Score(Placement placement, int capacity)
    {
        using var model = DicnetModel.Load(ModelBundle.Open(_folder), new InferenceOptions { Placement = placement, Batch = capacity, Threads = 1 });
        using var batches = new Pool<FrameBatch>(1, model.NewBatch);
        using var frames = new Pool<Frame>(capacity, () => new Frame());
        var grids = new List<(float[], float[])>();
        foreach (var count in capacity == 1 ? (int[])[1, 1, 1, 1, 1, 1] : [3, 2, 1])
        {
            Assert.True(batches.TryRent(out var batch));
            for (var i = 0; i < count; i++)
            {
                using var picture = TinyBundle.Picture((grids.Count + i) % 3);
                Assert.True(frames.TryRent(out var frame));
                picture.CopyTo(frame.Pixels);
                batch.Take(frame);
            }

            model.Score(batch);
            for (var i = 0; i < count; i++)
            {
                grids.Add((batch.Score(i).ToArray(), batch.Eq7(i).ToArray()));
            }

            batch.Dispose();
        }

        return grids;
    }
}
