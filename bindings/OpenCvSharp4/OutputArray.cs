namespace OpenCvSharp;

/// <summary>An argument that is written. A call consumes it: Fix() disposes the wrapper, never the Mat.</summary>
public class OutputArray : CvObject
{
    internal OutputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        Target = mat;
    }

    internal Mat Target { get; }

    public static implicit operator OutputArray(Mat mat) => Create(mat);

    public static OutputArray Create(Mat mat) => new(mat);

    public void Fix() => Dispose();

    internal void ThrowIfNotReady()
    {
        if (IsDisposed)
            throw new OpenCvSharpException("Invalid OutputArray");
    }
}
