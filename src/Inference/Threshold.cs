using System.Security.Cryptography;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DiCNet.Inference;

/// <summary>The alarm level: from a threshold file made for one model, or from the model's card when there is none.</summary>
public sealed class Threshold
{
    private const double CardAlarmQuantile = 0.995;

    private readonly Calibration _common;
    private readonly Dictionary<StreamId, Calibration> _streams = [];

    private Threshold(string digest, Calibration common)
    {
        Digest = digest;
        _common = common;
    }

    /// <summary>SHA-256 of the threshold file, lower-case hex, or "card".</summary>
    public string Digest { get; }

    /// <summary>Without a threshold file: median and 99.5 % quantile of known pixels, as the card states them.</summary>
    public static Threshold FromCard(ModelCard card) => new("card", new Calibration(card.Quantile(0.5), card.Quantile(CardAlarmQuantile)));

    /// <summary>Reads a threshold file.</summary>
    /// <exception cref="UserError">The file cannot be read, is of another shape, or was made for another model.</exception>
    public static Threshold Read(string file, ModelBundle bundle)
    {
        byte[] bytes;
        Content content;
        try
        {
            bytes = File.ReadAllBytes(file);
            using var reader = new StreamReader(new MemoryStream(bytes));
            content = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<Content?>(reader) ?? new Content();
        }
        catch (YamlException e)
        {
            throw new UserError(e.InnerException?.Message ?? e.Message, $"{file}:{e.Start.Line}:{e.Start.Column}",
                "a threshold file has the keys format, bundle, alarm_level, median and streams", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the threshold file cannot be read", file, "name an existing *.threshold.yaml, or leave --threshold out to take the alarm level from the model's card", e);
        }

        Require(content.Format == 1, $"format is {content.Format}; this build reads 1");
        Require(content.Bundle == bundle.Digest, $"it was made for the model {Text(content.Bundle)}, but {bundle.Folder} holds {bundle.Digest}");
        var median = content.Median ?? bundle.Card.Quantile(0.5);
        var threshold = new Threshold(Convert.ToHexStringLower(SHA256.HashData(bytes)), Checked("alarm_level", content.AlarmLevel));
        foreach (var (stream, own) in content.Streams)
        {
            threshold._streams[new StreamId(stream)] = Checked($"streams.{stream}.alarm_level", own.AlarmLevel);
        }

        return threshold;

        Calibration Checked(string key, double? level)
        {
            Require(level is { } l && double.IsFinite(l) && l > median, $"{key} is {level?.ToString() ?? "missing"}; it must lie above the median {median}");
            return new Calibration(median, level!.Value);
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                throw new UserError(problem, file, "calibrate again for this model, or name the model it was made for by --model");
            }
        }

        static string Text(string value) => value.Length == 0 ? "(no 'bundle' key)" : value;
    }

    /// <summary>How scores of a stream are calibrated.</summary>
    public Calibration For(StreamId stream) => _streams.GetValueOrDefault(stream, _common);

    /// <summary>The file, key by key.</summary>
    private sealed class Content
    {
        public int Format { get; init; }

        public string Bundle { get; init; } = "";

        public double? Median { get; init; }

        public double? AlarmLevel { get; init; }

        public Dictionary<string, StreamContent> Streams { get; init; } = [];
    }

    private sealed class StreamContent
    {
        public double? AlarmLevel { get; init; }
    }
}
