using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>What is thrown, and when.</summary>
public sealed class OpenCvSharpDisposeTests
{
    [Fact]
    public void A_disposed_mat_refuses_and_says_so()
    {
        var m = new Mat(2, 2, MatType.CV_8UC1);
        m.Dispose();
        m.Dispose();
        m.Release();
        Assert.True(m.IsDisposed);
        Assert.Equal("Mat [disposed]", m.ToString());
        Assert.Throws<ObjectDisposedException>(() => m.Type());
        Assert.Throws<ObjectDisposedException>(() => m.CvPtr);
        Assert.Throws<ObjectDisposedException>(() => m.Clone());
        Assert.Throws<ObjectDisposedException>(() => Cv2.CountNonZero(m));
    }

    [Fact]
    public void Disposing_from_many_threads_at_once_frees_once()
    {
        for (var i = 0; i < 50; i++)
        {
            var m = new Mat(8, 8, MatType.CV_8UC1);
            Parallel.For(0, 8, _ => m.Dispose());
            Assert.True(m.IsDisposed);
        }
    }

    [Fact]
    public void A_null_argument_is_named()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1);
        InputArray none = (Mat)null!;
        Assert.Equal("src", Assert.Throws<ArgumentNullException>(() => Cv2.Resize(null!, m, new Size(1, 1))).ParamName);
        Assert.Equal("dst", Assert.Throws<ArgumentNullException>(() => Cv2.Resize(m, null!, new Size(1, 1))).ParamName);
        Assert.Throws<ArgumentNullException>(() => Cv2.Resize(none, m, new Size(1, 1)));
        Assert.Throws<ArgumentNullException>(() => (OutputArray)(Mat)null!);
        Assert.Throws<ArgumentNullException>(() => m.CopyTo((Mat)null!));
    }

    [Fact]
    public void A_null_mat_as_a_mask_is_no_mask()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1, new Scalar(6));
        Assert.Equal(6, Cv2.Mean(m, (Mat?)null!).Val0);
    }

    [Fact]
    public void An_output_is_used_up_by_one_call_but_its_mat_is_not()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1, new Scalar(6));
        using var target = new Mat();
        var output = OutputArray.Create(target);
        Cv2.Resize(m, output, new Size(4, 4));
        Assert.True(output.IsDisposed);
        Assert.False(target.IsDisposed);
        Assert.Throws<OpenCvSharpException>(() => Cv2.Resize(m, output, new Size(4, 4)));
    }

    [Fact]
    public void An_error_inside_OpenCV_carries_its_text_and_place()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1);
        using var target = new Mat();
        var error = Assert.Throws<OpenCVException>(() => Cv2.Resize(m, target, new Size(0, 0)));
        Assert.Equal(ErrorCode.StsAssert, error.Status);
        Assert.Equal("resize", error.FuncName);
        Assert.Contains("inv_scale_x > 0", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, error.ErrMsg);
        Assert.EndsWith("resize.cpp", error.FileName, StringComparison.Ordinal);
        Assert.True(error.Line > 0);
    }

    [Fact]
    public void Each_thread_sees_its_own_error()
    {
        Parallel.For(0, 40, i =>
        {
            using var m = new Mat(2, 2, MatType.CV_8UC1, new Scalar(0));
            using var target = new Mat();
            var error = i % 2 == 0
                ? Assert.Throws<OpenCVException>(() => Cv2.Resize(m, target, new Size(0, 0)))
                : Assert.Throws<OpenCVException>(() => m.SubMat(new Rect(0, 0, 9, 9)));
            Assert.Equal(i % 2 == 0 ? "resize" : "Mat", error.FuncName);
        });
    }
}
