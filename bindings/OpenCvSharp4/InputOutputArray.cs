namespace OpenCvSharp;

/// <summary>An argument that is read and written.</summary>
public class InputOutputArray : OutputArray
{
    internal InputOutputArray(Mat mat)
        : base(mat)
    {
    }

    public static implicit operator InputOutputArray(Mat mat) => Create(mat);

    public static new InputOutputArray Create(Mat mat) => new(mat);
}
