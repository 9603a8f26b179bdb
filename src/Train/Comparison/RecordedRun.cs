using DiCNet.Train.Training;

namespace DiCNet.Train.Comparison;

/// <summary>A training as its folder tells it, finished or under way.</summary>
sealed record RecordedRun
{
    /// <summary>Short name, unique among runs that are compared.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder, as it was given.</summary>
    public required string Folder { get; init; }

    /// <summary>What was trained.</summary>
    public required CheckpointKind Kind { get; init; }

    /// <summary>Header of its finished or latest checkpoint; null where there is none that can be read.</summary>
    public CheckpointHeader? Header { get; init; }

    /// <summary>Settings by key (<c>student:fit:rate</c>), as they were written; empty ones are missing.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Losses by step.</summary>
    public required IReadOnlyList<LossRow> Losses { get; init; }

    /// <summary>Time of all steps together; measurements between them do not count.</summary>
    public required TimeSpan Trained { get; init; }

    /// <summary>Measurements, in the order they were made.</summary>
    public required IReadOnlyList<MeasureRow> Measures { get; init; }

    /// <summary>Whether the last step is done and measured.</summary>
    public bool Finished => Header is { Finished: true };

    /// <summary>Steps done.</summary>
    public int Steps => Losses.Count == 0 ? 0 : Losses[^1].Step + 1;

    /// <summary>The last measurement of that name; null: there is none.</summary>
    public double? Final(string measure) => Measures.Where(m => m.Name == measure).Select(m => (double?)m.Value).LastOrDefault();
}
