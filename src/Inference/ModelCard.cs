using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DiCNet.Inference;

/// <summary>The contract of a model bundle, as its card.yaml states it. Keys that serving does not need are ignored.</summary>
public sealed record ModelCard
{
    /// <summary>Name of the bundle.</summary>
    public string Name { get; init; } = "";

    /// <summary>Version of the contract; 1.</summary>
    public int Format { get; init; }

    /// <summary>File name of the fused graph.</summary>
    public string Model { get; init; } = "";

    /// <summary>SHA-256 of that file, lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Teacher, student and score as graphs of their own; none in a bundle that holds the fused graph alone.</summary>
    public PairSpec? Pair { get; init; }

    /// <summary>The fused graph in 8 bits; none in a bundle that was not quantized.</summary>
    public Int8Spec? Int8 { get; init; }

    /// <summary>Whether this speaks of the graph in 8 bits.</summary>
    [YamlIgnore]
    public bool IsInt8 { get; private init; }

    /// <summary>The pictures it takes.</summary>
    public InputSpec Input { get; init; } = new();

    /// <summary>The grids it gives.</summary>
    public List<OutputSpec> Outputs { get; init; } = [];

    /// <summary>Pixels of the input per cell of the grid.</summary>
    public int Stride { get; init; }

    /// <summary>Channels C of teacher and student features; 0 where an older card does not say.</summary>
    public int FeatureChannels { get; init; }

    /// <summary>Work of the convolutions on one picture, in 1e9; a multiplication and an addition count as two. 0 where a card does not say.</summary>
    public double GigaflopPerFrame { get; init; }

    /// <summary>How the score is made: <c>eq7</c> or <c>eq7+logit</c>.</summary>
    public string ScoreRule { get; init; } = "";

    /// <summary>Classes the model was trained on.</summary>
    public List<string> KnownClasses { get; init; } = [];

    /// <summary>Classes kept from it, the unknown of its evaluation.</summary>
    public List<string> HeldOutClasses { get; init; } = [];

    /// <summary>Quantiles of the raw score on known pixels, by probability.</summary>
    public Dictionary<string, double> ScoreQuantilesOnKnownPixels { get; init; } = [];

    /// <summary>Licence of the weights.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The graphs that pair placement runs.</summary>
    public sealed record PairSpec
    {
        /// <summary>Pictures to teacher features, and to logits of the known classes.</summary>
        public FileSpec Teacher { get; init; } = new();

        /// <summary>Pictures to student features.</summary>
        public FileSpec Student { get; init; } = new();

        /// <summary>Features of both to the grids.</summary>
        public FileSpec Score { get; init; } = new();
    }

    /// <summary>A file of the bundle.</summary>
    public sealed record FileSpec
    {
        /// <summary>Its name.</summary>
        public string File { get; init; } = "";

        /// <summary>Its SHA-256, lower-case hex.</summary>
        public string Sha256 { get; init; } = "";

        /// <summary>Of a student: SHA-256 of the teacher it was distilled from.</summary>
        public string TeacherSha256 { get; init; } = "";
    }

    /// <summary>A fused graph in 8 bits. Its scores have levels of their own.</summary>
    public sealed record Int8Spec
    {
        /// <summary>Its file.</summary>
        public string File { get; init; } = "";

        /// <summary>SHA-256 of that file, lower-case hex.</summary>
        public string Sha256 { get; init; } = "";

        /// <summary>Quantiles of its raw score on known pixels, by probability.</summary>
        public Dictionary<string, double> ScoreQuantilesOnKnownPixels { get; init; } = [];
    }

    /// <summary>A picture input: <c>[N, Height, Width, 3]</c>.</summary>
    public sealed record InputSpec
    {
        /// <summary>Name in the graph.</summary>
        public string Name { get; init; } = "";

        /// <summary>Element type; <c>uint8</c>.</summary>
        public string Type { get; init; } = "";

        /// <summary>Order of the channels; <c>BGR</c>.</summary>
        public string Channels { get; init; } = "";

        /// <summary>Pixels.</summary>
        public int Height { get; init; }

        /// <summary>Pixels.</summary>
        public int Width { get; init; }
    }

    /// <summary>A grid output: <c>[N, Height, Width]</c>.</summary>
    public sealed record OutputSpec
    {
        /// <summary>Name in the graph.</summary>
        public string Name { get; init; } = "";

        /// <summary>Element type; <c>float32</c>.</summary>
        public string Type { get; init; } = "";

        /// <summary>Cells.</summary>
        public int Height { get; init; }

        /// <summary>Cells.</summary>
        public int Width { get; init; }
    }

    /// <summary>Reads and checks a card.</summary>
    /// <exception cref="UserError">The file cannot be read, is not YAML of this shape, or contradicts itself.</exception>
    public static ModelCard Read(string file)
    {
        ModelCard card;
        try
        {
            using var reader = new StreamReader(file);
            card = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
                .IgnoreUnmatchedProperties().Build().Deserialize<ModelCard?>(reader) ?? new ModelCard();
        }
        catch (YamlException e)
        {
            throw new UserError(e.InnerException?.Message ?? e.Message, $"{file}:{e.Start.Line}:{e.Start.Column}", "correct the card or export the bundle again", e);
        }
        catch (IOException e)
        {
            throw new UserError("the card cannot be read", file, "a model bundle is a folder with card.yaml and the files it names", e);
        }

        card.Check(file);
        return card;
    }

    /// <summary>Raw score below which the given share of known pixels lies.</summary>
    /// <exception cref="KeyNotFoundException">The card does not state this quantile.</exception>
    public double Quantile(double probability) =>
        ScoreQuantilesOnKnownPixels.First(q => double.Parse(q.Key, CultureInfo.InvariantCulture) == probability).Value;

    /// <summary>The same card, speaking of the model in 8 bits alone.</summary>
    internal ModelCard InInt8() =>
        this with { IsInt8 = true, Model = Int8!.File, Sha256 = Int8.Sha256, ScoreQuantilesOnKnownPixels = Int8.ScoreQuantilesOnKnownPixels, Pair = null, Int8 = null };

    /// <summary>The grid of that name.</summary>
    public OutputSpec Output(string name) => Outputs.First(o => o.Name == name);

    private void Check(string file)
    {
        Require(Format == 1, "format", $"is {Format}; this build reads 1");
        RequireFile("model", "sha256", Model, Sha256);
        Require(FeatureChannels is >= 0 and <= 65536, "feature_channels", $"is {FeatureChannels}; it must be a number of channels");
        if (Pair is not null)
        {
            Require(!((FileSpec?[])[Pair.Teacher, Pair.Student, Pair.Score]).Contains(null), "pair", "must state teacher, student and score");
            RequireFile("pair: teacher: file", "pair: teacher: sha256", Pair.Teacher.File, Pair.Teacher.Sha256);
            RequireFile("pair: student: file", "pair: student: sha256", Pair.Student.File, Pair.Student.Sha256);
            RequireFile("pair: score: file", "pair: score: sha256", Pair.Score.File, Pair.Score.Sha256);
            Require(FeatureChannels > 0, "feature_channels", "is missing; a card with a pair states it");
        }

        Require(Input.Type == "uint8" && Input.Channels == "BGR", "input", $"is {Input.Type} {Input.Channels}; it must be uint8 BGR");
        Require(Input.Height is >= 16 and <= 8192 && Input.Width is >= 16 and <= 8192, "input", $"has a size of {Input.Width}x{Input.Height}; it must be within 16 and 8192");
        Require(Stride is >= 1 and <= 64, "stride", $"is {Stride}; it must be between 1 and 64");
        foreach (var name in (string[])["score", "eq7"])
        {
            var grid = Outputs.Find(o => o.Name == name);
            Require(grid is { Type: "float32" }, "outputs", $"must hold '{name}' of type float32");
            Require(grid!.Height == Input.Height / Stride && grid.Width == Input.Width / Stride, "outputs",
                $"gives '{name}' a size of {grid.Width}x{grid.Height}; input size over stride is {Input.Width / Stride}x{Input.Height / Stride}");
        }

        RequireQuantiles("score_quantiles_on_known_pixels", ScoreQuantilesOnKnownPixels);
        if (Int8 is not null)
        {
            RequireFile("int8: file", "int8: sha256", Int8.File, Int8.Sha256);
            RequireQuantiles("int8: score_quantiles_on_known_pixels", Int8.ScoreQuantilesOnKnownPixels);
        }

        void RequireQuantiles(string where, Dictionary<string, double> quantiles)
        {
            foreach (var key in quantiles.Keys)
            {
                Require(double.TryParse(key, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1, where, $"has '{key}'; probabilities lie in [0, 1]");
            }

            Require(At(0.5) is { } median && At(0.995) is { } level && median < level, where, "must hold 0.5 and a greater 0.995");

            double? At(double probability) => quantiles.Where(q => double.Parse(q.Key, CultureInfo.InvariantCulture) == probability).Select(q => (double?)q.Value).FirstOrDefault();
        }

        void RequireFile(string fileKey, string digestKey, string name, string digest)
        {
            Require(name.Length > 0 && Path.GetFileName(name) == name, fileKey, "must be a file name in the bundle");
            Require(digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower), digestKey, "must be 64 lower-case hexadecimal digits");
        }

        void Require(bool holds, string key, string problem)
        {
            if (!holds)
            {
                throw new UserError($"{key} {problem}", file, "correct the card or export the bundle again");
            }
        }
    }
}
