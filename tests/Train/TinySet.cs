using DiCNet.Train.Data;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>A data set of tiny pictures in a folder of its own.</summary>
sealed class TinySet : IDisposable
{
    public const int Width = 16;
    public const int Height = 8;

    private int _pictures;

    public string Folder { get; } = Directory.CreateTempSubdirectory("dicnet-data-").FullName;

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>A picture that no other of this set equals.</summary>
    public string Picture(string path, int width = Width, int height = Height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(_pictures % 251, _pictures / 251, 77));
        _pictures++;
        return Write(path, picture);
    }

    /// <summary>Labels of one value, and of another in the right half if that is given.</summary>
    public string Labels(string path, byte left, byte? right = null, int width = Width, int height = Height)
    {
        using var labels = new Mat(height, width, MatType.CV_8UC1, new Scalar(left));
        if (right is { } value)
        {
            using var half = new Mat(labels, new Rect(width / 2, 0, width - (width / 2), height));
            half.SetTo(new Scalar(value));
        }

        return Write(path, labels);
    }

    public string Text(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return At(path);
    }

    public string Write(string path, Mat pixels)
    {
        var file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Assert.True(Cv2.ImWrite(file, pixels));
        return file;
    }

    /// <summary>Frames of 8 rows of 16 pixels, all of label number mod 10 and with the number as colour.</summary>
    public IReadOnlyList<LabelledFrame> Numbered(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        using var picture = new Mat(Height, Width, MatType.CV_8UC3, new Scalar(i, i, i));
        return new LabelledFrame($"{i}", Write($"{i}.png", picture), Labels($"{i}_labels.png", (byte)(i % 10)));
    })];

    public static ClassTable Ten(params string[] heldOut) =>
        ClassTable.Make([.. Enumerable.Range(0, 10).Select(i => new StoredClass((byte)i, $"c{i}")), new StoredClass(255, "void", IsVoid: true)], heldOut, "ten");

    public static string Message(Action action) => Assert.Throws<UserError>(action).Message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
