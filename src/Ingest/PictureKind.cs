namespace DiCNet.Ingest;

/// <summary>What became of the next picture.</summary>
enum PictureKind
{
    /// <summary>It is there.</summary>
    Whole,

    /// <summary>It should be there, but cannot be decoded.</summary>
    Undecodable,

    /// <summary>The source itself left it out.</summary>
    LeftOut,

    /// <summary>There are no more.</summary>
    End,
}
