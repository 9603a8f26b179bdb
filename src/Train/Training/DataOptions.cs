using System.ComponentModel.DataAnnotations;
using DiCNet.Train.Data;

namespace DiCNet.Train.Training;

/// <summary>What a training learns from and is measured on.</summary>
sealed record DataOptions
{
    /// <summary>Kind of the data set: camvid, streethazards, bdd-anomaly, cityscapes or folder.</summary>
    public string Kind { get; init; } = "camvid";

    /// <summary>Folder of the data set.</summary>
    [Required(ErrorMessage = "it must be the folder of a data set")]
    public string Folder { get; init; } = "";

    /// <summary>Class table (YAML) of kind folder; classes.yaml in the folder if not given.</summary>
    public string? ClassTable { get; init; }

    /// <summary>Classes held out as the unknown, with commas between.</summary>
    /// <value>Empty, the default, is the custom of the data set.</value>
    public string? HoldOut { get; init; }

    /// <summary>What becomes of training frames that hold one of them.</summary>
    public HeldOutFrames HeldOutFrames { get; init; } = HeldOutFrames.Drop;

    /// <summary>How BDD-Anomaly's labels are stored.</summary>
    public BddEncoding BddEncoding { get; init; }

    /// <summary>List that teacher and student learn from.</summary>
    public string Train { get; init; } = "train";

    /// <summary>List of normal frames that nothing learns from: mu^c and the score quantiles.</summary>
    public string Calibration { get; init; } = "calibration";

    /// <summary>List that choices are made on.</summary>
    public string Dev { get; init; } = "dev";

    /// <summary>Threads that cut and vary pictures ahead of the training.</summary>
    /// <value>1 to 16; 1 by default.</value>
    [Range(1, 16)]
    public int Workers { get; init; } = 1;

    /// <summary>Opens the data set.</summary>
    /// <exception cref="UserError">It is not there, or not what it should be.</exception>
    public DataSet Open() => DataSets.Open(Kind, Folder, new DataSetOptions
    {
        HoldOut = HoldOut?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        HeldOutFrames = HeldOutFrames,
        ClassTable = ClassTable,
        BddEncoding = BddEncoding,
    });
}
