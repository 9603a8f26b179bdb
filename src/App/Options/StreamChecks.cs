using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Options;

/// <summary>What can be known to be wrong with a stream before it is opened.</summary>
static class StreamChecks
{
    private const string AddressMark = "://";
    private static readonly string[] s_sources = ["rtsp", "rtsps", "rtmp", "rtmps", "srt", "udp", "tcp", "http", "https"];
    private static readonly string[] s_pushes = ["rtsp", "rtsps", "rtmp", "rtmps", "srt"];

    /// <summary>Checks one stream; ranges are checked by <see cref="Cli.OptionsLoader.Validate"/>.</summary>
    /// <exception cref="UserError">The first thing that is wrong, with its key and place.</exception>
    public static void Check(StreamOptions stream, Blame blame)
    {
        blame.Try("id", () => _ = new StreamId(stream.Id));
        CheckUri(stream.Uri, blame);
        if (stream.Source.ReconnectMostSeconds < stream.Source.ReconnectFirstSeconds)
        {
            throw blame.On("source:reconnectMostSeconds", $"is {stream.Source.ReconnectMostSeconds}, less than '{blame.Dotted("source:reconnectFirstSeconds")}', {stream.Source.ReconnectFirstSeconds}",
                "make the longest pause at least as long as the first");
        }

        CheckOutputs(stream.Outputs, blame.Below("outputs"));
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, zone) in stream.Zones.Index())
        {
            if (!names.TryAdd(zone.Name, i))
            {
                throw blame.On($"zones:{i}:name", $"is '{zone.Name}', and so is '{blame.Dotted($"zones:{names[zone.Name]}:name")}'", "give each zone of a stream a name of its own");
            }

            blame.Try($"zones:{i}:polygon", () => Polygon.Parse(zone.Polygon));
        }
    }

    private static void CheckUri(string uri, Blame blame)
    {
        if (uri.StartsWith("test:", StringComparison.Ordinal))
        {
            blame.Try("uri", () => TestPatternOptions.Parse(uri));
        }
        else if (uri.Contains(AddressMark))
        {
            CheckAddress(uri, "uri", s_sources, blame);
        }
        else if (!uri.StartsWith("/dev/video", StringComparison.Ordinal) && !File.Exists(uri) && !Directory.Exists(uri))
        {
            throw blame.On("uri", $"is '{uri}', and there is no such file or folder",
                $"name a recording, a folder of pictures, a camera or an address; relative paths begin at {Directory.GetCurrentDirectory()}");
        }
    }

    private static void CheckOutputs(OutputOptions outputs, Blame blame)
    {
        CheckFolder("record", outputs.Record, blame);
        if (outputs.Push is { } push)
        {
            CheckAddress(push, "push", s_pushes, blame);
        }

        CheckFolder("hls", outputs.Hls, blame);
        if (outputs.Events is { } events)
        {
            if (Directory.Exists(events) || (File.Exists(events) && new FileInfo(events).IsReadOnly))
            {
                throw blame.On("events", $"is '{events}', a folder or a file that cannot be written", "name a file to append to");
            }

            CheckFolder("events", Path.GetDirectoryName(Path.GetFullPath(events)), blame);
        }

        if (outputs.Webhook is { } webhook)
        {
            CheckAddress(webhook, "webhook", ["http", "https"], blame);
            if (outputs.Outbox is null)
            {
                throw blame.On("webhook", $"is given without '{blame.Dotted("outbox")}'", "name a folder where messages wait while the webhook cannot be reached");
            }
        }

        CheckFolder("outbox", outputs.Outbox, blame);
    }

    private static void CheckAddress(string address, string key, string[] schemes, Blame blame)
    {
        var mark = address.IndexOf(AddressMark, StringComparison.Ordinal);
        var scheme = mark < 0 ? "" : address[..mark].ToLowerInvariant();
        if (!schemes.Contains(scheme))
        {
            throw blame.On(key, $"is '{address}'; its scheme is {(scheme.Length == 0 ? "missing" : $"'{scheme}'")}",
                $"begin it with {string.Join(", ", schemes.Select(s => s + AddressMark))}");
        }

        if (address.Length == mark + AddressMark.Length)
        {
            throw blame.On(key, $"is '{address}', which names no host", $"write {scheme}{AddressMark}HOST/PATH");
        }
    }

    private static void CheckFolder(string key, string? folder, Blame blame)
    {
        if (folder is not null && WritableFolder.Problem(folder) is { } problem)
        {
            throw blame.On(key, $"needs the folder '{folder}', and it cannot be written: {problem}", "name a folder that can be made or written");
        }
    }
}
