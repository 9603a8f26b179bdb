using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>An opened source of pictures: they come in turn, to one reader, and waiting for them blocks its thread.</summary>
interface IPictures : IDisposable
{
    /// <summary>What is known of the stream; of a network stream only after its first picture.</summary>
    SourceInfo Info { get; }

    /// <summary>Decodes the next picture. Blocks.</summary>
    /// <param name="pixels">Takes the picture. Lent for the call.</param>
    /// <exception cref="ConnectionLostException">It is lost; opening it again may help.</exception>
    Picture Next(Mat pixels);

    /// <summary>Makes a blocked <see cref="Next"/> return soon where that is possible. Any thread, at any time before the end of Dispose.</summary>
    void Interrupt()
    {
    }
}
