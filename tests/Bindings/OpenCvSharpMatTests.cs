using System.Runtime.InteropServices;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Who shares pixels with whom, and who owns them.</summary>
public sealed class OpenCvSharpMatTests
{
    [Fact]
    public void A_new_mat_is_an_empty_header()
    {
        using var m = new Mat();
        Assert.True(m.Empty());
        Assert.Equal((0, 0, IntPtr.Zero), (m.Rows, m.Cols, m.Data));
        Assert.Equal(new Size(0, 0), m.Size());
    }

    [Fact]
    public void A_header_tells_the_layout_of_the_pixels()
    {
        using var m = new Mat(new Size(6, 4), MatType.CV_16UC3);
        Assert.Equal((4, 6, 4, 6), (m.Rows, m.Cols, m.Height, m.Width));
        Assert.Equal((6, 2, 3, MatType.CV_16U), (m.ElemSize(), m.ElemSize1(), m.Channels(), m.Depth()));
        Assert.Equal((36L, 24L), (m.Step(), m.Total()));
        Assert.Equal(m.Data + 72, m.Ptr(2));
        Assert.StartsWith("Mat [ 4*6*CV_16UC3, IsContinuous=True, IsSubmatrix=False, Ptr=0x", m.ToString());
    }

    [Fact]
    public void A_view_of_a_mat_shares_its_pixels()
    {
        using var m = new Mat(4, 4, MatType.CV_8UC1, new Scalar(1));
        using (var view = m[new Rect(1, 2, 2, 2)])
        {
            view.SetTo(9);
            Assert.True(view.IsSubmatrix());
            Assert.False(view.IsContinuous());
            Assert.True(view.AsSpan<byte>().IsEmpty);
            Assert.Equal([9, 9], view.RowSpan<byte>(1).ToArray());
        }

        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 1, 1, 9, 9, 1], m.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void A_view_outlives_the_mat_it_was_taken_from()
    {
        var m = new Mat(2, 2, MatType.CV_8UC1, new Scalar(7));
        using var view = new Mat(m, new Rect(1, 1, 1, 1));
        m.Dispose();
        Assert.Equal(7, view.At<byte>(0, 0));
    }

    [Fact]
    public void Setting_a_region_copies_into_the_parent()
    {
        using var m = new Mat(3, 3, MatType.CV_8UC1, new Scalar(0));
        using var patch = new Mat(1, 2, MatType.CV_8UC1, new Scalar(5));
        m[new Rect(1, 1, 2, 1)] = patch;
        Assert.Equal([0, 0, 0, 0, 5, 5, 0, 0, 0], m.AsSpan<byte>().ToArray());
        Assert.Throws<ArgumentException>(() => m[new Rect(0, 0, 1, 1)] = patch);
        Assert.Throws<ArgumentNullException>(() => m[new Rect(0, 0, 1, 1)] = null!);
    }

    [Fact]
    public void An_empty_region_is_an_argument_fault_and_one_outside_is_OpenCVs()
    {
        using var m = new Mat(3, 3, MatType.CV_8UC1);
        Assert.Throws<ArgumentException>(() => m.SubMat(new Rect(0, 0, 0, 1)));
        Assert.Throws<OpenCVException>(() => m.SubMat(new Rect(2, 2, 2, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => m.RowSpan<byte>(3).Length);
    }

    [Fact]
    public void A_mat_over_pinned_memory_writes_into_that_memory()
    {
        var pixels = new byte[2 * 8];
        var pin = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        using (var m = Mat.FromPixelData(2, 2, MatType.CV_8UC3, pin.AddrOfPinnedObject(), 8))
        {
            m.At<Vec3b>(1, 1) = new Vec3b(1, 2, 3);
            Assert.Equal(8, m.Step());
        }

        pin.Free();
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0], pixels);
    }

    [Fact]
    public void A_clone_has_pixels_of_its_own_and_an_empty_one_keeps_its_type()
    {
        using var m = new Mat(1, 2, MatType.CV_8UC1, new Scalar(3));
        using var copy = m.Clone();
        m.SetTo(Scalar.All(4));
        Assert.Equal([3, 3], copy.AsSpan<byte>().ToArray());

        using var empty = new Mat(0, 0, MatType.CV_32FC1);
        using var emptyCopy = empty.Clone();
        Assert.True(emptyCopy.Type() == MatType.CV_32FC1);
    }

    [Fact]
    public unsafe void Create_and_CopyTo_keep_memory_that_fits()
    {
        using var m = new Mat(2, 3, MatType.CV_8UC1, new Scalar(3));
        using var target = new Mat(2, 3, MatType.CV_8UC1);
        var before = (IntPtr)target.DataPointer;
        target.Create(2, 3, MatType.CV_8UC1);
        m.CopyTo(target);
        Assert.Equal(before, target.Data);
        target.Create(new Size(30, 20), MatType.CV_8UC1);
        Assert.Equal(new Size(30, 20), target.Size());
    }

    [Fact]
    public void A_mask_limits_what_is_copied_and_set()
    {
        using var mask = new Mat(1, 3, MatType.CV_8UC1, new Scalar(0));
        mask.At<byte>(0, 1) = 255;
        using var m = new Mat(1, 3, MatType.CV_8UC1, new Scalar(3));
        using var target = new Mat();
        m.CopyTo(target, mask);
        Assert.Equal([0, 3, 0], target.AsSpan<byte>().ToArray());
        Assert.Same(m, m.SetTo(new Scalar(8), mask));
        Assert.Equal([3, 8, 3], m.AsSpan<byte>().ToArray());
    }
}
