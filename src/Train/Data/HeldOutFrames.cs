namespace DiCNet.Train.Data;

/// <summary>What becomes of frames of the training lists that hold a held-out class.</summary>
enum HeldOutFrames
{
    /// <summary>They move to the list <see cref="DataSet.Dropped"/>: training never sees the class, nor the scene around it.</summary>
    Drop,

    /// <summary>They stay, and the pixels of the class are ignored.</summary>
    Ignore,
}
