namespace DiCNet.Train.Evaluation;

/// <summary>How a score grid is stretched to the size of the labels; bilinear both ways.</summary>
enum Upsampling
{
    /// <summary>Cells and pixels are areas: ONNX half_pixel, OpenCV's linear, PyTorch's align_corners=False.</summary>
    HalfPixel,

    /// <summary>Corner cells lie on corner pixels: PyTorch's align_corners=True, as in zhouhuan-hust/DiCNet evaluation_with_seg.py.</summary>
    AlignCorners,
}
