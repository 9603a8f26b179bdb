using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>One session over the real model for all tests of the binding; they run one after another.</summary>
[CollectionDefinition(Collection)]
public sealed class OnnxRuntimeModel : ICollectionFixture<OnnxRuntimeModel>, IDisposable
{
    public const string Collection = "OnnxRuntime";
    public const int FrameBytes = 360 * 480 * 3;
    public const int Cells = 45 * 60;

    public OnnxRuntimeModel()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 2 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        Session = new InferenceSession(ModelPath, options);
    }

    public static string ModelPath => ShippedBundle.File("dicnet.onnx");

    internal InferenceSession Session { get; }

    public void Dispose() => Session.Dispose();

    internal static byte[] Frame(int seed)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(FrameBytes, pinned: true);
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    internal static OrtValue Input(byte[] pixels) => OrtValue.CreateTensorValueFromMemory(pixels, [1, 360, 480, 3]);

    internal static OrtValue Grid(float[] cells) => OrtValue.CreateTensorValueFromMemory(cells, [1, 45, 60]);
}
