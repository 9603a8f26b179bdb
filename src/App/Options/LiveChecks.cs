using System.Net;
using DiCNet.Cli;

namespace DiCNet.App.Options;

/// <summary>What can be known to be wrong with a live configuration before anything runs: what needs more than one key, or the disk.</summary>
static class LiveChecks
{
    private const int ShortestToken = 16;

    /// <summary>Checks all of it; ranges were checked when it was bound.</summary>
    /// <param name="options">What to check.</param>
    /// <param name="where">Where a key was given.</param>
    /// <exception cref="UserError">The first thing that is wrong, with its key and place.</exception>
    public static void Check(LiveOptions options, Func<string, string> where)
    {
        var blame = new Blame("", where);
        CheckBundle("model", options.Model, blame);
        CheckFile("threshold", options.Threshold, "name a *.threshold.yaml, or leave it out to take the alarm level from the model's card", blame);
        CheckBundle("shadow:model", options.Shadow.Model, blame);
        CheckServer(options.Server, blame.Below("server"));
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (i, stream) in options.Streams.Index())
        {
            var own = blame.Below($"streams:{i}");
            StreamChecks.Check(stream, own);
            if (!ids.TryAdd(stream.Id, i))
            {
                throw own.On("id", $"is '{stream.Id}', and so is '{blame.Dotted($"streams:{ids[stream.Id]}:id")}'", "give each stream an id of its own");
            }

            // Segments and outboxes carry the stream in their names; these two do not.
            foreach (var (key, path) in new[] { ("events", stream.Outputs.Events), ("hls", stream.Outputs.Hls) })
            {
                if (path is not null && !taken.TryAdd(Path.GetFullPath(path), stream.Id))
                {
                    throw own.On($"outputs:{key}", $"is '{path}', which the stream '{taken[Path.GetFullPath(path)]}' writes too", "give each stream a place of its own");
                }
            }
        }
    }

    /// <summary>Checks a stream that comes alone, ranges too.</summary>
    /// <exception cref="UserError">The first thing that is wrong, with its key.</exception>
    public static void Check(StreamOptions stream)
    {
        OptionsLoader.Validate(stream, "", _ => "");
        StreamChecks.Check(stream, new Blame("", _ => ""));
    }

    private static void CheckServer(ServerOptions server, Blame blame)
    {
        if (!IPAddress.TryParse(server.Address, out var address))
        {
            throw blame.On("address", $"is '{server.Address}'", "give an IP address: 127.0.0.1 for this machine alone, 0.0.0.0 for every network it is in");
        }

        if (server.Token is { Length: < ShortestToken })
        {
            throw blame.On("token", $"is shorter than {ShortestToken} characters", "make one by 'openssl rand -hex 16'");
        }

        if (!IPAddress.IsLoopback(address) && server.Token is null)
        {
            throw blame.On("address", $"is {address}, which others can reach, but there is no '{blame.Dotted("token")}'",
                $"set DICNET__SERVER__TOKEN to at least {ShortestToken} characters, or listen at 127.0.0.1");
        }

        const string Pem = "-----BEGIN CERTIFICATE", Key = "PRIVATE KEY-----";
        CheckFile("certificate", server.Certificate, "name a PEM or PFX file, or leave it out for plain HTTP", blame);
        CheckFile("certificateKey", server.CertificateKey, "name the PEM file of the certificate's private key", blame);
        if (server.CertificateKey is not null && server.Certificate is null)
        {
            throw blame.On("certificateKey", $"is given without '{blame.Dotted("certificate")}'", "name the certificate too");
        }

        if (server is { Certificate: not null, CertificateKey: null } && File.ReadAllText(server.Certificate) is var pem && pem.Contains(Pem) && !pem.Contains(Key))
        {
            throw blame.On("certificate", "is a PEM file without the private key", $"name the key's file by '{blame.Dotted("certificateKey")}'");
        }
    }

    private static void CheckBundle(string key, string? folder, Blame blame)
    {
        if (folder is not null && !File.Exists(Path.Combine(folder, "card.yaml")))
        {
            throw blame.On(key, $"is '{folder}', which is no model bundle", "name a folder that holds card.yaml and the model, such as models/camvid");
        }
    }

    private static void CheckFile(string key, string? file, string fix, Blame blame)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            File.OpenRead(file).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw blame.On(key, $"is '{file}', which cannot be read", fix);
        }
    }
}
