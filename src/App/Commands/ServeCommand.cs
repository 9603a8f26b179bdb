using System.CommandLine;
using DiCNet.App.Live;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Ingest;

namespace DiCNet.App.Commands;

/// <summary>dicnet serve: any number of streams, a page and metrics, until it is stopped.</summary>
static class ServeCommand
{
    public static Command Make()
    {
        var streams = new Argument<string[]>("stream") { Description = "Cameras, addresses, recordings (they loop), folders of pictures or test patterns, beside those of the file", Arity = ArgumentArity.ZeroOrMore };
        var address = new Option<string?>("--address") { Description = "IP address to listen at; any but loopback needs a token (DICNET__SERVER__TOKEN)", HelpName = "ADDRESS" };
        var port = new Option<string?>("--port") { Description = "Port to listen at; 0 takes a free one", HelpName = "N" };
        var check = new Option<bool>("--check") { Description = "Check the configuration and end: exit code 2 when it is wrong" };
        var against = new Option<string?>("--against") { Description = "With --check: the configuration that runs; prints what each change takes", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Log on stderr as a JSON object per line" };
        var common = new CommonOptions();
        var command = new Command("serve",
            """
            Watch live streams: a page to look at, an API, metrics, recordings and messages.

            Examples:
              dicnet serve samples/camvid-cyclists.mp4
              dicnet serve --config configs/live.yaml
              dicnet serve --config configs/live.yaml /dev/video0 --port 9000
              dicnet serve rtsp://user:password@10.0.0.5/stream1 rtsp://10.0.0.6/stream1
              dicnet serve --check --config new.yaml --against configs/live.yaml
            """) { streams, address, port, check, against, json };
        common.AddTo(command);

        // A list of streams swallows whatever is no option, misspelt options too.
        streams.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal)))
            {
                result.AddError($"there is no option '{token.Value}'; './dicnet serve --help' lists them");
            }
        });
        command.SetAction(async parsed =>
        {
            Setting[] more = [.. One(address, "server:address"), .. One(port, "server:port"), .. Streams(parsed.GetValue(streams)!)];
            var config = common.LoadLive(parsed, more);
            if (parsed.GetValue(against) is { } other)
            {
                return parsed.GetValue(check)
                    ? Check(config, common.LoadLive(parsed, more, other))
                    : throw new UserError("--against compares without running anything", "option --against", "give --check too");
            }

            if (parsed.GetValue(check))
            {
                return Check(config, null);
            }

            using var signals = new Signals("dicnet: finishing what was read; once more to stop at once");
            return await LiveHost.RunAsync(config, common.File(parsed), parsed.GetValue(json), signals.Stop);

            IEnumerable<Setting> One(Option<string?> option, string key) =>
                parsed.GetValue(option) is { } value ? [new Setting(key, value, $"option {option.Name}")] : [];
        });
        return command;
    }

    private static int Check(LiveConfig config, LiveConfig? now)
    {
        var count = config.Options.Streams.Count;
        Console.Out.WriteLine($"configuration is good: {count} {(count == 1 ? "stream" : "streams")}");
        if (now is not null)
        {
            var plan = ConfigPlan.Between(now.Options, config.Options);
            Console.Out.WriteLine(plan.Changes.Count == 0 ? "nothing changes" : string.Join('\n', plan.Changes));
        }

        return ExitCode.Done;
    }

    /// <summary>Streams named after where they come from; those of the same name get numbers.</summary>
    private static IEnumerable<Setting> Streams(string[] locations)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, location) in locations.Index())
        {
            // The redactor must know the passwords of all before the first error quotes one.
            Redactor.LearnAddress(location);
            var (name, where) = (FrameSources.NameOf(location).Name, $"stream {i + 1} of the command line");
            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
            {
                unique = $"{name}-{n}";
            }

            yield return new Setting($"streams:{i}:id", unique, where);
            yield return new Setting($"streams:{i}:uri", location, where);
            if (!location.Contains("://", StringComparison.Ordinal))
            {
                yield return new Setting($"streams:{i}:source:loop", "true", where);
            }
        }
    }
}
