using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>What an <see cref="InputArray"/> holds, in the layout of CvsInput in the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeInput
{
    private readonly IntPtr _mat;
    private readonly int _kind;
    private readonly Scalar _value;

    private NativeInput(IntPtr mat, int kind, Scalar value)
    {
        _mat = mat;
        _kind = kind;
        _value = value;
    }

    public static NativeInput None => default;

    public static NativeInput Of(IntPtr mat) => new(mat, 1, default);

    public static NativeInput Of(Scalar value) => new(IntPtr.Zero, 2, value);

    /// <summary>One number for all channels; a Scalar of one number is for the first channel only.</summary>
    public static NativeInput Of(double value) => new(IntPtr.Zero, 3, new Scalar(value));
}
