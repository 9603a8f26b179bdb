namespace DiCNet.Train.Data;

/// <summary>The pictures and labels of one step.</summary>
/// <remarks>
/// From <see cref="Loader.Next"/> it is valid until the next call of <see cref="Loader.Next"/> or <see cref="Loader.Dispose"/>, which
/// reuse its arrays: copy what must live longer.
/// </remarks>
/// <param name="n">Samples.</param>
/// <param name="h">Height in pixels.</param>
/// <param name="w">Width in pixels.</param>
sealed class LoadedBatch(int n, int h, int w)
{
    /// <summary>Samples.</summary>
    public int N => n;

    /// <summary>Height in pixels.</summary>
    public int H => h;

    /// <summary>Width in pixels.</summary>
    public int W => w;

    /// <summary>The step that it is for.</summary>
    public int Step { get; set; }

    /// <summary>[N, H, W, 3] BGR.</summary>
    public byte[] Pictures { get; } = new byte[n * h * w * 3];

    /// <summary>[N, H, W] index of the class or <see cref="ClassTable.Void"/>, which stands for held-out classes too.</summary>
    public byte[] Labels { get; } = new byte[n * h * w];

    /// <summary>The picture of a sample.</summary>
    public Span<byte> Picture(int sample) => Pictures.AsSpan(sample * h * w * 3, h * w * 3);

    /// <summary>The labels of a sample.</summary>
    public Span<byte> LabelsOf(int sample) => Labels.AsSpan(sample * h * w, h * w);
}
