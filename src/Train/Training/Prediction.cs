using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Training;

/// <summary>Small maps at the size of a picture.</summary>
static class Prediction
{
    /// <summary>The most likely class of every pixel.</summary>
    /// <param name="logits">[1, K, h, w]. Lent for the call.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="width">Of the picture.</param>
    public static byte[] Of(Tensor logits, int height, int width)
    {
        using var scope = NewDisposeScope();
        return Enlarge(logits, height, width).argmax(1).to_type(ScalarType.Byte).cpu().contiguous().bytes.ToArray();
    }

    /// <summary>A score for every pixel.</summary>
    /// <param name="scores">[1, h, w]. Lent for the call.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="width">Of the picture.</param>
    public static float[] Scores(Tensor scores, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var values = Enlarge(scores.unsqueeze(1), height, width).cpu().contiguous().data<float>();
        return values.ToArray();
    }

    private static Tensor Enlarge(Tensor map, int height, int width) =>
        Functional.interpolate(map, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
