namespace DiCNet.Train.Data;

/// <summary>What a look into one frame found.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Width">Pixels; 0 when it cannot be read.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Digest">SHA-256 of the picture's pixels: equal pictures in different files have the same.</param>
/// <param name="Pixels">Number of pixels by stored value.</param>
/// <param name="Problem">What is wrong with it.</param>
sealed record FrameFacts(LabelledFrame Frame, int Width, int Height, string Digest, IReadOnlyList<long> Pixels, string? Problem)
{
    /// <summary>Looks.</summary>
    public static FrameFacts Of(LabelledFrame frame, ClassTable classes)
    {
        var counts = new long[256];
        try
        {
            using var picture = FrameReader.ReadPicture(frame);
            var digest = Data.Pixels.Digest(picture);
            if (frame.Labels is not null)
            {
                using var labels = FrameReader.ReadStored(frame);
                FrameReader.CheckSize(frame, picture, labels);
                Data.Pixels.Count(labels, counts);
                classes.Translate(labels, frame.Labels);
            }

            return new FrameFacts(frame, picture.Width, picture.Height, digest, counts, null);
        }
        catch (UserError e)
        {
            return new FrameFacts(frame, 0, 0, "", new long[256], e.Message);
        }
    }

    /// <summary>Number of pixels that the table maps to an index, <see cref="ClassTable.Anomaly"/> or <see cref="ClassTable.Void"/>.</summary>
    public long Count(ClassTable classes, byte index)
    {
        var sum = 0L;
        for (var id = 0; id < 256; id++)
        {
            sum += classes.Lookup[id] == index ? Pixels[id] : 0;
        }

        return sum;
    }
}
