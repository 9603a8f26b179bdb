using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// An argument that is read: a Mat, a Scalar or a number. It owns nothing native (CvPtr is zero): the native proxy is
/// made on the stack of each call.
/// </summary>
public class InputArray : CvObject
{
    private readonly Mat? _mat;

    internal InputArray(Mat? mat)
    {
        mat?.ThrowIfDisposed();
        _mat = mat;
    }

    /// <summary>True for a wrapper around a null Mat: no mask where one is optional, a fault where it is not.</summary>
    internal virtual bool IsNone => _mat is null;

    public static implicit operator InputArray(Mat mat) => Create(mat);

    public static implicit operator InputArray(Scalar val) => new ScalarInputArray(val);

    public static implicit operator InputArray(double val) => new NumberInputArray(val);

    public static InputArray Create(Mat mat) => new(mat);

    internal virtual NativeInput ToNative() => _mat is null ? NativeInput.None : NativeInput.Of(_mat.CvPtr);

    private sealed class ScalarInputArray(Scalar value) : InputArray(null)
    {
        internal override bool IsNone => false;

        internal override NativeInput ToNative() => NativeInput.Of(value);
    }

    private sealed class NumberInputArray(double value) : InputArray(null)
    {
        internal override bool IsNone => false;

        internal override NativeInput ToNative() => NativeInput.Of(value);
    }
}
