using System.Security.Cryptography;
using DiCNet.Inference;

namespace DiCNet.Train.Onnx;

/// <summary>Writes bundles: a folder with teacher, student, score and fused graph and the card. There is a whole bundle or none.</summary>
static class BundleWriter
{
    /// <summary>The fused graph.</summary>
    public const string FusedFile = "dicnet.onnx";

    /// <summary>Pictures to teacher features and logits.</summary>
    public const string TeacherFile = "teacher.onnx";

    /// <summary>Pictures to student features.</summary>
    public const string StudentFile = "student.onnx";

    /// <summary>Features to grids.</summary>
    public const string ScoreFile = "score.onnx";

    /// <summary>The fused graph in 8 bits.</summary>
    public const string Int8File = "dicnet.int8.onnx";

    /// <summary>The contract.</summary>
    public const string CardFile = "card.yaml";

    /// <summary>Writes a bundle, checks it, and only then gives it its name.</summary>
    /// <param name="folder">Where it will lie.</param>
    /// <param name="parts">What it is made of.</param>
    /// <param name="replace">Whether a bundle that lies there may be replaced.</param>
    /// <param name="check">Looks at the bundle before it gets its name, and throws when it must not get it.</param>
    /// <exception cref="UserError">Something lies there, or the disk does not take the bundle.</exception>
    public static void Write(string folder, BundleParts parts, bool replace = false, Action<string>? check = null)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Refuse(parts);
        RefuseToReplace(folder, replace);

        Draft(folder, "make room or name another folder; nothing was left there", draft =>
        {
            Directory.CreateDirectory(draft);
            var graphs = new BundleGraphs(parts);
            graphs.Teacher().Save(Path.Combine(draft, TeacherFile));
            graphs.Student().Save(Path.Combine(draft, StudentFile));
            graphs.Score().Save(Path.Combine(draft, ScoreFile));
            graphs.Fused().Save(Path.Combine(draft, FusedFile));
            WriteCard(draft, parts);
            Load(draft);
            check?.Invoke(draft);
        });
    }

    /// <summary>Changes a bundle: all of it, or nothing.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="change">Changes a copy, which takes its place; throws when it must not.</param>
    /// <exception cref="UserError">The disk does not take it.</exception>
    public static void Change(string folder, Action<string> change)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Draft(folder, "make room; the bundle is as it was", draft =>
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(draft, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            change(draft);
        });
    }

    /// <summary>What does not load now would not load for anybody.</summary>
    private static void Load(string draft)
    {
        var bundle = ModelBundle.Open(draft);
        foreach (var placement in Enum.GetValues<Placement>())
        {
            DicnetModel.Load(bundle, new InferenceOptions { Placement = placement }).Dispose();
        }
    }

    /// <summary>Writes the card of a folder that holds the graphs; one that lies there is replaced.</summary>
    public static void WriteCard(string folder, BundleParts parts) =>
        File.WriteAllText(Path.Combine(folder, CardFile), BundleCard.Write(
            parts, name => Digest(Path.Combine(folder, name)), Work.GigaflopPerFrame(Path.Combine(folder, FusedFile), parts.Height, parts.Width)));

    private static void Refuse(BundleParts parts)
    {
        if (parts.Height % parts.Stride != 0 || parts.Width % parts.Stride != 0)
        {
            throw new UserError($"pictures of {parts.Width}x{parts.Height} do not divide into cells of {parts.Stride}x{parts.Stride}", "",
                $"take a width and a height that are multiples of {parts.Stride}");
        }

        if (parts.Mu.Length != parts.Channels || (parts.Whitening is { } whitening && whitening.Length != parts.Channels * parts.Channels))
        {
            throw new ArgumentException($"mu has {parts.Mu.Length} values and W {parts.Whitening?.Length} for {parts.Channels} channels", nameof(parts));
        }

        if (parts.Rule.LogEq7 is { Std: not > 0 } || parts.Rule.StudentEnergy is { Std: not > 0 } || parts.Rule.TeacherEnergy is { Std: not > 0 })
        {
            throw new UserError("a quantity of the score does not vary over the training frames", "", "train longer, or take the rule eq7");
        }
    }

    /// <summary>Checks that a bundle may be written there.</summary>
    /// <param name="folder">Where it will lie.</param>
    /// <param name="replace">Whether a bundle that lies there may be replaced.</param>
    /// <exception cref="UserError">Something lies there.</exception>
    public static void RefuseToReplace(string folder, bool replace)
    {
        if (File.Exists(folder))
        {
            throw new UserError("this is a file", folder, "name a folder for the bundle");
        }

        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(folder, CardFile)))
        {
            throw new UserError("the folder holds something else than a bundle", folder, "name an empty or a new folder");
        }

        if (!replace)
        {
            throw new UserError("a bundle lies there already", folder, "name another folder, or ask for it to be replaced");
        }
    }

    private static void Draft(string folder, string hint, Action<string> make)
    {
        // Beside the folder, so that it can be renamed: on another file system it would have to be copied, and could be half there.
        var draft = $"{folder}.writing-{Environment.ProcessId}";
        try
        {
            make(draft);
            Place(draft, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the bundle cannot be written ({e.Message.TrimEnd('.')})", folder, hint, e);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    private static void Place(string draft, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(draft, folder);
            return;
        }

        var old = $"{folder}.replaced-{Environment.ProcessId}";
        Directory.Move(folder, old);
        try
        {
            Directory.Move(draft, folder);
        }
        catch
        {
            Directory.Move(old, folder);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static string Digest(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
