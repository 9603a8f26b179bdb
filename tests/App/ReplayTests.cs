using DiCNet.App.Replaying;
using DiCNet.Render;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.App;

public sealed class ReplayTests(Replays replays) : IClassFixture<Replays>
{
    [Fact]
    public async Task The_demo_finds_the_cyclists_nearly_as_well_as_the_bundle_states()
    {
        var precision = new List<double>();
        using var source = Replays.Open(Replays.Clip, out var metrics);
        await replays.RunAsync(source, metrics, TestContext.Current.CancellationToken, new Replays.Look(verdict =>
        {
            using var truth = Cv2.ImRead(Repository.Path("samples", "camvid-cyclists.truth", $"{verdict.Frame.Sequence:D3}.png"), ImreadModes.Grayscale);
            precision.Add(AveragePrecision(verdict.Scores, truth));
        }));
        Assert.Equal(101, precision.Count);
        var stated = ShippedBundle.Stated("test_clip", "eq7+logit")[0] / 100;
        TestContext.Current.TestOutputHelper?.WriteLine($"mean AUPR {precision.Average():f4}, stated {stated}");
        Assert.InRange(precision.Average(), 0.8 * stated, 1);
    }

    [Fact]
    public async Task Two_replays_are_equal_to_the_last_bit_and_batches_of_four_to_a_thousandth()
    {
        // As long as it takes until there is an event.
        var clip = replays.Start(50);
        var (first, second, four) = (await replays.ReplayAsync(clip, "first"), await replays.ReplayAsync(clip, "second"), await replays.ReplayAsync(clip, "four", batch: 4));
        Assert.Equal((first.ScoreSha256, first.EventsSha256), (second.ScoreSha256, second.EventsSha256));
        Assert.Equal(1, first.Events);

        var (exact, close) = (Compare("second", first), Compare("four", first));
        Assert.True(exact is { Met: true, Exact: true, LargestScoreDifference: 0 }, $"{exact}");
        Assert.True(close is { Met: true, Exact: false, LargestScoreDifference: <= 1e-3 }, string.Join("; ", close.Differences));
        Assert.Equal(four.Frames.Scored, first.Frames.Scored);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Scores_and_events_are_the_same_however_many_runs_go_side_by_side(int concurrency)
    {
        var clip = replays.Start(20);
        var (two, other) = (await replays.ReplayAsync(clip, "two"), await replays.ReplayAsync(clip, $"side-{concurrency}", concurrency: concurrency));
        Assert.Equal((20, two.ScoreSha256, two.EventsSha256), (other.Frames.Scored, other.ScoreSha256, other.EventsSha256));
    }

    [Fact]
    public async Task A_replay_that_differs_from_the_expected_one_is_told_apart()
    {
        var seven = await replays.ReplayAsync(replays.Start(7), "seven");
        await replays.ReplayAsync(replays.Start(6), "six");
        var result = Compare("six", seven);
        Assert.False(result.Met);
        Assert.Contains("frames scored: expected 7, found 6", result.Differences);
        result.WriteJUnit(File("six", "expectation.xml"), "manifest.json");
        Assert.Contains("failures=\"1\"", System.IO.File.ReadAllText(File("six", "expectation.xml")));
    }

    [Fact]
    public async Task Every_output_of_a_replay_tells_of_the_same_frames()
    {
        var manifest = await replays.ReplayAsync(replays.Start(9), "all", video: true);
        Assert.Equal((9, 9), (manifest.Frames.Received, manifest.Frames.Scored));
        Assert.Equal(9, Clips.Count(File("all", "annotated.mp4")));
        Assert.Equal(1 + 9, System.IO.File.ReadAllLines(File("all", "scores.csv")).Length);
        Assert.All(System.IO.File.ReadAllLines(File("all", "events.jsonl")), line => EventJson.Read(System.Text.Encoding.UTF8.GetBytes(line)));
        Assert.Contains("dicnet_frames_scored_total{source=\"start-9\"} 9", System.IO.File.ReadAllText(File("all", "metrics.prom")));
        Assert.Contains("<svg", System.IO.File.ReadAllText(File("all", "report.html")));
        Assert.Equal(manifest.ToJson().Trim(), System.IO.File.ReadAllText(File("all", "manifest.json")).Trim());
    }

    [Theory]
    [InlineData("camvid-cyclists.mp4")]
    [InlineData("udacity-motorway.mp4")]
    public async Task Samples_are_decoded_frame_by_frame_with_their_PTS(string name)
    {
        var path = Repository.Path("samples", name);
        var times = new List<double>();
        using var source = Replays.Open(path, out _);
        var frames = System.Threading.Channels.Channel.CreateBounded<Frame>(4);
        var feed = frames.Writer.Completing(() => source.RunAsync(frames.Writer, CancellationToken.None));
        while (await frames.Reader.WaitToReadAsync(TestContext.Current.CancellationToken))
        {
            while (frames.Reader.TryRead(out var frame))
            {
                times.Add(frame.MediaTime.TotalSeconds);
                frame.Dispose();
            }
        }

        await feed;
        Assert.Equal(Clips.Count(path), times.Count);
        Assert.All(Clips.Times(path).Zip(times), t => Assert.Equal(t.First, t.Second, 0.001));
    }

    private Expectation Compare(string name, Manifest expected) =>
        Expectation.Compare(File(expected.Frames.Scored == 7 ? "seven" : "first", "manifest.json"), expected, File(name, "manifest.json"), Manifest.Read(File(name, "manifest.json")));

    private string File(string run, string name) => Path.Combine(replays.Folder.FullName, run, name);

    /// <summary>Area under precision over recall by steps at distinct scores; the grid upsampled bilinearly to the labels, void left out.</summary>
    private static double AveragePrecision(ScoreMap map, Mat truth)
    {
        using var grid = new Mat(map.Height, map.Width, MatType.CV_32FC1);
        map.Raw.CopyTo(grid.AsSpan<float>());
        using var scores = new Mat();
        Cv2.Resize(grid, scores, truth.Size());
        var (flat, labels) = (scores.AsSpan<float>().ToArray(), truth.AsSpan<byte>().ToArray());
        Array.Sort(flat, labels);
        long positives = labels.Count(l => l == 1), found = 0, seen = 0;
        var sum = 0.0;
        for (var i = flat.Length - 1; i >= 0;)
        {
            long foundHere = 0;
            var score = flat[i];
            for (; i >= 0 && flat[i] == score; i--)
            {
                seen += labels[i] == 255 ? 0 : 1;
                foundHere += labels[i] == 1 ? 1 : 0;
            }

            found += foundHere;
            sum += seen == 0 ? 0 : (double)foundHere / positives * found / seen;
        }

        return sum;
    }
}
