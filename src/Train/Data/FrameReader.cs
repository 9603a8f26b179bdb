using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>Files to pixels. Everything wrong with a file is an error that names it.</summary>
static class FrameReader
{
    // Labels belong to the pixels as stored, whatever a camera noted about how it was held.
    private const ImreadModes AsStored = ImreadModes.Color | ImreadModes.IgnoreOrientation;

    /// <summary>BGR, 8 bit. The caller owns the result.</summary>
    /// <exception cref="UserError">The file is missing, cannot be read or is no picture.</exception>
    public static Mat ReadPicture(LabelledFrame frame) => DecodePicture(Load(frame.Picture, "picture"), frame.Picture);

    /// <summary>One channel, 8 bit: index, <see cref="ClassTable.Anomaly"/> or <see cref="ClassTable.Void"/>. The caller owns the result.</summary>
    /// <exception cref="UserError">
    /// The frame is unlabelled; the file is missing, cannot be read or does not hold one byte per pixel; a value is not in the table.
    /// </exception>
    public static Mat ReadLabels(LabelledFrame frame, ClassTable classes)
    {
        var labels = ReadStored(frame);
        try
        {
            classes.Translate(labels, frame.Labels!);
            return labels;
        }
        catch
        {
            labels.Dispose();
            throw;
        }
    }

    /// <summary>One channel, 8 bit: the values as stored. The caller owns the result.</summary>
    /// <exception cref="UserError">The frame is unlabelled; the file is missing, cannot be read or does not hold one byte per pixel.</exception>
    public static Mat ReadStored(LabelledFrame frame)
    {
        var file = frame.Labels
            ?? throw new UserError("this picture has no labels", frame.Picture, "labels are needed here; use a labelled list");
        return LabelFile.Decode(Load(file, "label file"), file);
    }

    /// <summary>Picture and labels together; an unlabelled frame is all void. The caller owns the result.</summary>
    /// <exception cref="UserError">As of the two above, or their sizes differ.</exception>
    public static DecodedFrame Read(LabelledFrame frame, ClassTable classes)
    {
        using var picture = ReadPicture(frame);
        var (height, width) = (picture.Height, picture.Width);
        var pixels = new byte[height * width * 3];
        Pixels.Copy(picture, pixels);
        var indices = new byte[height * width];
        if (frame.Labels is null)
        {
            Array.Fill(indices, ClassTable.Void);
            return new DecodedFrame(pixels, indices, height, width);
        }

        using var labels = ReadLabels(frame, classes);
        CheckSize(frame, picture, labels);
        Pixels.Copy(labels, indices);
        return new DecodedFrame(pixels, indices, height, width);
    }

    /// <summary>Do picture and labels have the same size?</summary>
    /// <exception cref="UserError">They do not.</exception>
    public static void CheckSize(LabelledFrame frame, Mat picture, Mat labels)
    {
        if (labels.Size() != picture.Size())
        {
            throw new UserError(
                $"the labels are {labels.Width}x{labels.Height} and the picture {frame.Picture} is {picture.Width}x{picture.Height}",
                frame.Labels!,
                "they must have the same size; if one was made smaller, make the other smaller too (labels by nearest neighbour)");
        }
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="UserError">It is missing, empty or cannot be read.</exception>
    public static byte[] Load(string file, string what)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return bytes.Length > 0 ? bytes : throw new UserError($"the {what} is empty (0 bytes)", file, "copy it again or remove it from the data set");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"the {what} is missing", file, "put it there or remove its entry from the data set", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the {what} cannot be read: {e.Message}", file, "check its permissions and the disk", e);
        }
    }

    /// <summary>The pixels of a picture file. The caller owns the result.</summary>
    /// <exception cref="UserError">It is no picture, or is cut off.</exception>
    public static Mat DecodePicture(byte[] bytes, string file)
    {
        var picture = TryDecode(bytes, AsStored);
        if (picture.Empty())
        {
            picture.Dispose();
            throw new UserError("the picture cannot be decoded", file, "check it with another program; copy it again if it is damaged");
        }

        // The JPEG decoder fills what is missing with grey and only warns: such a picture would train the model on grey.
        if (bytes is [0xFF, 0xD8, ..] && bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0)
        {
            picture.Dispose();
            throw new UserError("the picture is cut off: its JPEG data has no end", file, "copy it again");
        }

        return picture;
    }

    /// <summary>Decodes; empty for bytes that are no picture. The caller owns the result.</summary>
    public static Mat TryDecode(byte[] bytes, ImreadModes mode)
    {
        try
        {
            return Cv2.ImDecode(bytes, mode);
        }
        catch (OpenCVException)
        {
            // A header that promises more pixels than OpenCV allows throws; any other damage gives an empty picture.
            return new Mat();
        }
    }
}
