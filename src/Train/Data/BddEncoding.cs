namespace DiCNet.Train.Data;

/// <summary>How labels of BDD 10K are stored.</summary>
/// <remarks>Source: hendrycks/anomaly-seg create_dataset.py and the label files that it ships, which are not in that script's encoding.</remarks>
enum BddEncoding
{
    /// <summary>By where the files lie and what they hold.</summary>
    Auto,

    /// <summary>BDD's own: 0..18, void 255. Void is ignored; train and motorcycle are held out.</summary>
    TrainIds,

    /// <summary>
    /// The shipped <c>train_labels</c>: BDD's + 2, void 255 stored as 1 and trained as the class "other"; train, motorcycle and
    /// bicycle (18, 19, 20) are held out.
    /// </summary>
    PlusTwo,

    /// <summary>
    /// What <c>convert_bdd</c> writes: BDD's + 1 with train and bicycle swapped, void stored as 0 and ignored; motorcycle and train
    /// (18, 19) are held out.
    /// </summary>
    Converted,
}
