namespace DiCNet.Train.Data;

/// <summary>A frame in memory.</summary>
/// <param name="Picture">BGR, 8 bit, interleaved, packed: [Height, Width, 3].</param>
/// <param name="Labels">Index, <see cref="ClassTable.Anomaly"/> or <see cref="ClassTable.Void"/>: [Height, Width].</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
sealed record DecodedFrame(byte[] Picture, byte[] Labels, int Height, int Width)
{
    /// <summary>Size in memory.</summary>
    public long Bytes => Picture.LongLength + Labels.LongLength;
}
