using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DiCNet.Train.Data;

/// <summary>The YAML file that says what a folder of pictures and label files holds.</summary>
/// <remarks>
/// <code>
/// name: Roads of our town
/// classes:                     # every value in the label files that is a class
///   - { id: 0, name: road, color: [128, 64, 128] }   # the colour is optional
///   - { id: 1, name: car }
///   - { id: 2, name: van }     # several ids may have one name: they are one class
///   - { id: 3, name: cyclist }
/// void: [255]                  # values to ignore
/// held_out: [cyclist]          # classes to keep from training: the unknown of the evaluation
/// lists:                       # 'train' and 'calibration' are cleared of held-out classes; other names are free
///   train: { pictures: train/images, labels: train/labels, label_suffix: _labels.png }
///   test: { file: test.txt }   # lines of: picture labels
/// </code>
/// Paths are relative to the folder of the data set. Label files are found at the relative path of the picture with its ending (or
/// <c>picture_suffix</c>) replaced by <c>label_suffix</c>, <c>.png</c> by default. A list without <c>labels</c> is unlabelled.
/// </remarks>
sealed record ClassTableFile
{
    /// <summary>What to do when one is wrong.</summary>
    public const string Example = "configs/data/folder.yaml is an example with every key explained";

    /// <summary>Name of the data set.</summary>
    public string Name { get; init; } = "folder";

    /// <summary>What the values mean.</summary>
    public List<ClassSpec> Classes { get; init; } = [];

    /// <summary>Values to ignore.</summary>
    public List<byte> Void { get; init; } = [];

    /// <summary>Classes to keep from training.</summary>
    public List<string> HeldOut { get; init; } = [];

    /// <summary>Lists by name.</summary>
    public Dictionary<string, ListSpec> Lists { get; init; } = [];

    /// <summary>The table.</summary>
    [YamlIgnore]
    public IEnumerable<StoredClass> Stored =>
        Classes.Select(c => new StoredClass(c.Id!.Value, c.Name, Color: c.Color is [var r, var g, var b] ? new Rgb(r, g, b) : null))
            .Concat(Void.Select(id => new StoredClass(id, "void", IsVoid: true)));

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="UserError">It cannot be read, has unknown keys or values out of range, or lacks classes or lists.</exception>
    public static ClassTableFile Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var table = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<ClassTableFile?>(reader)
                ?? new ClassTableFile();
            table.Check(file);
            return table;
        }
        catch (YamlException e)
        {
            throw new UserError(e.InnerException?.Message ?? e.Message, $"{file}:{e.Start.Line}:{e.Start.Column}", Example, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the class table cannot be read", file, $"write one there or name it by --classes; {Example}", e);
        }
    }

    private void Check(string file)
    {
        Require(Classes.Count > 0, "there are no classes");
        Require(Lists.Count > 0, "there are no lists");
        for (var i = 0; i < Classes.Count; i++)
        {
            Require(Classes[i].Name.Length > 0, $"class {i + 1} has no name");
            Require(Classes[i].Id is not null, $"the class '{Classes[i].Name}' has no id");
            Require(Classes[i].Color is null or { Count: 3 }, $"the colour of '{Classes[i].Name}' needs three numbers");
        }

        foreach (var (name, list) in Lists)
        {
            Require(list is not null, $"the list '{name}' is empty");
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                throw new UserError(problem, file, Example);
            }
        }
    }

    /// <summary>One value.</summary>
    public sealed record ClassSpec
    {
        /// <summary>The value, 0 to 255.</summary>
        public byte? Id { get; init; }

        /// <summary>The class.</summary>
        public string Name { get; init; } = "";

        /// <summary>R, G, B to draw it in.</summary>
        public List<byte>? Color { get; init; }
    }

    /// <summary>Where the frames of a list are: <see cref="File"/>, or the folders.</summary>
    public sealed record ListSpec
    {
        /// <summary>Text file with lines of <c>picture labels</c>.</summary>
        public string? File { get; init; }

        /// <summary>Folder of pictures; its subfolders count.</summary>
        public string? Pictures { get; init; }

        /// <summary>What the names of pictures end with in place of the labels' suffix; without it, any picture ending.</summary>
        public string? PictureSuffix { get; init; }

        /// <summary>Folder of label files.</summary>
        public string? Labels { get; init; }

        /// <summary>What the names of label files end with.</summary>
        public string LabelSuffix { get; init; } = ".png";
    }
}
