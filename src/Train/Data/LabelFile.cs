using System.Buffers.Binary;
using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>Label files: one byte per pixel, without loss.</summary>
static class LabelFile
{
    private const string Wanted = "labels must be 8-bit grey PNG with the class id of each pixel";

    /// <summary>The values as stored. The caller owns the result.</summary>
    /// <exception cref="UserError">The file is no picture, or not one byte per pixel without loss.</exception>
    public static Mat Decode(byte[] bytes, string file)
    {
        if (bytes is [0xFF, 0xD8, ..])
        {
            throw new UserError("the labels are a JPEG, which changes ids at edges", file, Wanted);
        }

        CheckPng(bytes, file);
        var labels = FrameReader.TryDecode(bytes, ImreadModes.Unchanged);
        var type = labels.Type();
        if (!labels.Empty() && type == MatType.CV_8UC1)
        {
            return labels;
        }

        var problem = labels.Empty() ? "the label file cannot be decoded" : $"the label file holds {type} pixels";
        labels.Dispose();
        throw new UserError(problem, file, Wanted);
    }

    // The decoder turns palettes into colours and stretches 1, 2 and 4 bit values to 0..255: both lose the ids, so the header is read here.
    private static void CheckPng(byte[] bytes, string file)
    {
        if (bytes.Length < 26 || BinaryPrimitives.ReadUInt64BigEndian(bytes) != 0x89504E470D0A1A0A)
        {
            return;
        }

        var (bits, kind) = (bytes[24], bytes[25]);
        var problem = kind switch
        {
            3 => "the labels are a PNG with a palette: its pixels are numbers of colours",
            2 or 6 => "the labels are a colour picture",
            4 => "the labels have an alpha channel",
            _ when bits != 8 => $"the labels have {bits} bits per pixel",
            _ => null,
        };
        if (problem is not null)
        {
            throw new UserError(problem, file, Wanted);
        }
    }
}
