using System.Security.Cryptography;

namespace DiCNet.Inference;

/// <summary>A folder with a model and its card, checked: the unit that is loaded, swapped, shipped and digested.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Card">Its contract.</param>
public sealed record ModelBundle(string Folder, ModelCard Card)
{
    /// <summary>The fused graph.</summary>
    public string ModelFile => Path.Combine(Folder, Card.Model);

    /// <summary>SHA-256 of the fused graph, lower-case hex: what thresholds and events are bound to.</summary>
    public string Digest => Card.Sha256;

    /// <summary>Opens a bundle and checks that its files are those the card speaks of.</summary>
    /// <exception cref="UserError">Folder, card or a model is missing, a model is not the one of the card, or the student is another teacher's.</exception>
    public static ModelBundle Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserError("no such model bundle", folder, "name a folder that holds card.yaml and the model, e.g. --model models/camvid");
        }

        var bundle = new ModelBundle(folder, ModelCard.Read(Path.Combine(folder, "card.yaml")));
        bundle.Check(bundle.Card.Model, bundle.Digest);
        if (bundle.Card.Int8 is { } int8)
        {
            bundle.Check(int8.File, int8.Sha256);
        }

        if (bundle.Card.Pair is { } pair)
        {
            foreach (var file in (ModelCard.FileSpec[])[pair.Teacher, pair.Student, pair.Score])
            {
                bundle.Check(file.File, file.Sha256);
            }

            if (pair.Student.TeacherSha256 != pair.Teacher.Sha256)
            {
                throw new UserError($"was distilled from another teacher ({(pair.Student.TeacherSha256.Length == 0 ? "the card does not say which" : pair.Student.TeacherSha256)})",
                    bundle.PathOf(pair.Student), $"put it beside that teacher, or distil it again from this one ({pair.Teacher.Sha256})");
            }
        }

        return bundle;
    }

    /// <summary>Opens a bundle for options: the result speaks of the model, and the levels, of the precision that they choose.</summary>
    /// <exception cref="UserError">As <see cref="Open(string)"/>; or 8 bits are asked for and cannot be had.</exception>
    public static ModelBundle Open(string folder, InferenceOptions options)
    {
        var bundle = Open(folder);
        var fits = options is { Provider: Provider.Cpu, Placement: Placement.Fused };
        return options.Precision switch
        {
            ModelPrecision.Int8 when bundle.Card.Int8 is null => throw new UserError("the precision int8 was asked for, but this bundle has no such model", folder,
                "make one by 'dicnet-train quantize', or ask for float32"),
            ModelPrecision.Int8 when !fits => throw new UserError("the precision int8 goes with the provider cpu and the placement fused only", "inference.precision",
                "ask for float32, or for that provider and placement"),
            ModelPrecision.Int8 => bundle with { Card = bundle.Card.InInt8() },
            ModelPrecision.Auto when fits && bundle.Card.Int8 is not null && Processor.MultipliesBytes => bundle with { Card = bundle.Card.InInt8() },
            _ => bundle,
        };
    }

    /// <summary>Where a file of the bundle lies.</summary>
    public string PathOf(ModelCard.FileSpec file) => Path.Combine(Folder, file.File);

    private void Check(string name, string digest)
    {
        var file = Path.Combine(Folder, name);
        if (!File.Exists(file))
        {
            throw new UserError("the card names this model, but the bundle does not hold it", file, "copy the whole bundle again");
        }

        using var model = File.OpenRead(file);
        var found = Convert.ToHexStringLower(SHA256.HashData(model));
        if (found != digest)
        {
            throw new UserError($"its SHA-256 is {found}, but the card says {digest}", file, "the file is damaged or belongs to another card: copy the whole bundle again");
        }
    }
}
