namespace DiCNet.Train.Training;

/// <summary>Which network a checkpoint holds.</summary>
enum CheckpointKind
{
    /// <summary>The network that knows the classes.</summary>
    Teacher,

    /// <summary>The network that imitates it.</summary>
    Student,
}
