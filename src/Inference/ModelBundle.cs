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
    /// <exception cref="UserError">Folder, card or model is missing, or the model is not the one of the card.</exception>
    public static ModelBundle Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserError("no such model bundle", folder, "name a folder that holds card.yaml and the model, e.g. --model models/camvid-mnv2-r18w32");
        }

        var bundle = new ModelBundle(folder, ModelCard.Read(Path.Combine(folder, "card.yaml")));
        if (!File.Exists(bundle.ModelFile))
        {
            throw new UserError("the card names this model, but the bundle does not hold it", bundle.ModelFile, "copy the whole bundle again");
        }

        using var model = File.OpenRead(bundle.ModelFile);
        var digest = Convert.ToHexStringLower(SHA256.HashData(model));
        return digest == bundle.Digest
            ? bundle
            : throw new UserError($"its SHA-256 is {digest}, but the card says {bundle.Digest}", bundle.ModelFile, "the file is damaged or belongs to another card: copy the whole bundle again");
    }
}
