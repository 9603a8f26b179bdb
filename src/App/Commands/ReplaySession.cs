using DiCNet.App.Options;
using DiCNet.App.Replaying;
using DiCNet.Cli;
using DiCNet.Inference;
using Spectre.Console;

namespace DiCNet.App.Commands;

/// <summary>One model, one input after the other, and what is said of them.</summary>
static class ReplaySession
{
    /// <summary>Replays all requests; gives the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<ReplayRequest> requests, DicnetOptions options, string? expect, bool json)
    {
        using var signals = new Signals("dicnet: finishing what was read; once more to stop at once");
        var expected = expect is null ? null : Manifest.Read(expect);
        if (expect is not null && Path.GetDirectoryName(Path.GetFullPath(expect)) == requests[0].Out)
        {
            throw new UserError("the replay would overwrite the run it is held against", expect, "choose another folder by --out");
        }

        var bundle = ModelBundle.Open(options.Model, options.Inference);
        var threshold = options.Threshold is null ? null : Threshold.Read(options.Threshold, bundle);
        // Held against another run, this one takes that one's threads where none are asked for and there are as many: scores may hang on them.
        var inference = options.Inference is { Threads: 0, Concurrency: 0 } && expected?.Fingerprint.Threads is >= 1 and var threads && threads <= Environment.ProcessorCount
            ? options.Inference with { Threads = threads }
            : options.Inference;
        using var model = ThreadTuner.Load(bundle, inference);
        model.Threshold = threshold ?? model.Threshold;

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var done = new List<(ReplayRequest Request, Manifest Manifest)>();
        var refused = false;
        foreach (var request in requests)
        {
            Manifest manifest;
            try
            {
                manifest = await Progress.WatchAsync(console, Path.GetFileName(request.Location.TrimEnd('/')), json,
                    begun => Replay.RunAsync(request, options, model, begun, signals.Stop));
            }
            catch (UserError e) when (requests.Count > 1)
            {
                // One bad file of an archive must not keep the others waiting.
                Console.Error.WriteLine($"dicnet: {e.Message}");
                refused = true;
                continue;
            }

            done.Add((request, manifest));
            if (manifest.FramesMissing > 0)
            {
                Console.Error.WriteLine($"dicnet: {request.Location}: {manifest.FramesMissing} of {manifest.Input.FramesAnnounced} frames were lost: the file announces them, but they cannot be decoded");
            }

            if (signals.Stop.IsCancellationRequested)
            {
                break;
            }
        }

        var result = expected is null ? null : Hold(done[0], expect!, expected);
        if (json)
        {
            Console.Out.WriteLine($"[{string.Join(",\n", done.Select(d => d.Manifest.ToJson()))}]");
        }
        else if (done.Count > 0)
        {
            Summary.Write(done);
        }

        if (signals.Stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        return refused ? ExitCode.UserError : result is { Met: false } ? ExitCode.NotAsExpected : ExitCode.Done;
    }

    private static Expectation Hold((ReplayRequest Request, Manifest Manifest) run, string expectedFile, Manifest expected)
    {
        var result = Expectation.Compare(expectedFile, expected, Path.Combine(run.Request.Out, "manifest.json"), run.Manifest);
        result.WriteJUnit(Path.Combine(run.Request.Out, "expectation.xml"), expectedFile);
        var how = result.Exact ? "same fingerprint, so the digests must be equal" : "another fingerprint, so events and scores are compared";
        var scores = result.LargestScoreDifference is { } d ? FormattableString.Invariant($"; largest score difference {d:g3}") : "";
        Console.Error.WriteLine($"dicnet: {(result.Met ? "as expected" : "NOT as expected")} ({how}{scores})");
        foreach (var difference in result.Differences)
        {
            Console.Error.WriteLine($"  {difference}");
        }

        return result;
    }
}
