using System.Diagnostics;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Decoding of clips made on the spot: sixteen frames of 64 by 48 at ten a second.</summary>
public sealed class OpenCvSharpVideoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opencv-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_clip_is_read_frame_by_frame_to_an_empty_mat()
    {
        using var capture = new VideoCapture(MakeClip("0"), VideoCaptureAPIs.FFMPEG);
        Assert.True(capture.IsOpened());
        Assert.Equal((64, 48, 16), (capture.FrameWidth, capture.FrameHeight, capture.FrameCount));
        Assert.Equal((10.0, CaptureType.File, "FFMPEG"), (capture.Fps, capture.CaptureType, capture.GetBackendName()));
        Assert.Equal("mp4v", capture.FourCC);
        using var frame = new Mat();
        var memory = IntPtr.Zero;
        for (var i = 0; i < 16; i++)
        {
            Assert.True(capture.Read(frame));
            Assert.Equal((new Size(64, 48), MatType.CV_8UC3), (frame.Size(), frame.Type()));
            Assert.Equal(i * 100.0, capture.Get(VideoCaptureProperties.PosMsec), 3);
            Assert.Equal(i == 0 ? frame.Data : memory, frame.Data);
            memory = frame.Data;
            Cv2.MeanStdDev(frame, out _, out var deviation);
            Assert.True(deviation.Val0 > 20);
        }

        Assert.False(capture.Read(frame));
        Assert.True(frame.Empty());
    }

    [Fact]
    public void Frames_the_decoder_held_back_for_reordering_come_last_and_without_a_time()
    {
        // A trait of OpenCV 4.6 that callers have to know: newer releases may give these frames their time.
        using var capture = new VideoCapture(MakeClip("2"), VideoCaptureAPIs.FFMPEG);
        using var frame = new Mat();
        var times = new List<double>();
        while (capture.Read(frame))
            times.Add(capture.Get(VideoCaptureProperties.PosMsec));
        Assert.Equal(16, times.Count);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => i * 100.0), times.Take(15).Select(t => Math.Round(t, 3)));
        Assert.True(times[15] is 0 or (> 1499 and < 1501));
    }

    [Fact]
    public void Grab_and_retrieve_read_too_and_a_released_capture_opens_again()
    {
        var clip = MakeClip("0");
        using var capture = new VideoCapture(clip, VideoCaptureAPIs.FFMPEG, []);
        using var frame = new Mat();
        Assert.True(capture.Grab() && capture.Retrieve(frame));
        capture.Release();
        Assert.False(capture.IsOpened() || capture.Read(frame));
        Assert.Equal(0, capture.Get(VideoCaptureProperties.FrameWidth));
        Assert.False(capture.Set(VideoCaptureProperties.PosFrames, 3));
        Assert.True(capture.Open(clip, VideoCaptureAPIs.FFMPEG) && capture.Read(frame));
        Assert.Equal(0, capture.PosMsec);
        Assert.Throws<NotSupportedException>(() => capture.FrameWidth = 32);
    }

    [Fact]
    public void A_file_that_is_no_video_does_not_open()
    {
        var path = Path.Combine(_folder.FullName, "text.mp4");
        File.WriteAllText(path, "no video");
        using var capture = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
        Assert.False(capture.IsOpened());
        using var idle = new VideoCapture();
        Assert.False(idle.Open(path + ".none", VideoCaptureAPIs.FFMPEG));
        Assert.Equal(CaptureType.NotSpecified, idle.CaptureType);
        Assert.Throws<OpenCVException>(() => idle.GetBackendName());
        Assert.Throws<ArgumentNullException>(() => new VideoCapture(""));
        idle.Dispose();
        Assert.Throws<ObjectDisposedException>(() => idle.IsOpened());
    }

    private string MakeClip(string bFrames)
    {
        var path = Path.Combine(_folder.FullName, $"clip{bFrames}.mp4");
        string[] arguments =
        [
            "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1.6", "-c:v", "mpeg4",
            "-q:v", "3", "-bf", bFrames, path,
        ];
        using var ffmpeg = Process.Start("ffmpeg", arguments);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
