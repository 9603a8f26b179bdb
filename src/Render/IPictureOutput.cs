namespace DiCNet.Render;

/// <summary>What the marked pictures of one stream go to: segments on disk, a push address. Its own task calls it, one call at a time.</summary>
interface IPictureOutput : IAsyncDisposable
{
    /// <summary>Writes a picture; may take its time, for its queue leaks.</summary>
    /// <param name="picture">Lent for the call.</param>
    /// <exception cref="UserError">It cannot be written now; the output is tried again after a pause.</exception>
    ValueTask WriteAsync(OutputPicture picture);

    /// <summary>Called after an error: lets go of files and children, so that the next picture begins anew.</summary>
    ValueTask ResetAsync();
}
