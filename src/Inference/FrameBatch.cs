using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OpenCvSharp;

namespace DiCNet.Inference;

/// <summary>Up to N frames, the pinned pictures the model reads and the pinned grids it writes.</summary>
/// <remarks>
/// Input <c>[n, H, W, 3]</c>, BGR, 8 bit; outputs <c>[n, h, w]</c> float32. The frames ride along for drawing.
/// One binding per n is made on first use and kept: a run allocates nothing.
/// </remarks>
public sealed class FrameBatch : Pooled
{
    private readonly ModelCard _card;
    private readonly Sessions _sessions;
    private readonly PairFeatures? _features;
    private readonly OrtAllocator? _pinned;
    private readonly OrtValue _input;
    private readonly float[] _score;
    private readonly float[] _eq7;
    private readonly Mat[] _slots;
    private readonly Frame?[] _frames;
    private readonly (Bound[] Steps, OrtValue[] Values)?[] _bindings;

    internal unsafe FrameBatch(DicnetModel model, Sessions sessions)
    {
        Model = model;
        var (card, options) = (_card = model.Bundle.Card, model.Options);
        (_sessions, Grid) = (sessions, card.Output("score"));
        Capacity = options.Batch;
        _features = sessions.NewFeatures(Capacity);
        long[] shape = [Capacity, card.Input.Height, card.Input.Width, 3];
        var bytes = checked((int)(shape[0] * shape[1] * shape[2] * shape[3]));
        var cells = Capacity * CellsPerFrame;
        _score = GC.AllocateUninitializedArray<float>(cells, pinned: true);
        _eq7 = GC.AllocateUninitializedArray<float>(cells, pinned: true);
        _frames = new Frame?[Capacity];
        _bindings = new (Bound[], OrtValue[])?[Capacity + 1];
        if (options.Provider is Provider.Cuda or Provider.TensorRt)
        {
            using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA_PINNED, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.CpuOutput);
            _pinned = new OrtAllocator(sessions.Reader, memory);
            _input = OrtValue.CreateAllocatedTensorValue(_pinned, TensorElementType.UInt8, shape);
        }
        else
        {
            _input = OrtValue.CreateTensorValueFromMemory(GC.AllocateUninitializedArray<byte>(bytes, pinned: true), shape);
        }

        var first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_input.GetTensorMutableRawData()));
        _slots = [.. Enumerable.Range(0, Capacity).Select(i =>
            Mat.FromPixelData(card.Input.Height, card.Input.Width, MatType.CV_8UC3, first + i * (bytes / Capacity)))];
    }

    /// <summary>The model it belongs to.</summary>
    public DicnetModel Model { get; }

    /// <summary>How many frames fit.</summary>
    public int Capacity { get; }

    /// <summary>How many frames are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more frame fits.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>Shape [h, w] of the score grid and of the discrepancy grid of a frame, in cells.</summary>
    public ModelCard.OutputSpec Grid { get; }

    private int CellsPerFrame => Grid.Height * Grid.Width;

    /// <summary>The model's score grid of frame <paramref name="i"/>, [h, w], after scoring. Lent until the batch goes home.</summary>
    public ReadOnlySpan<float> Score(int i) => _score.AsSpan(i * CellsPerFrame, CellsPerFrame);

    /// <summary>The raw discrepancy grid (Eq. 7) of frame <paramref name="i"/>, [h, w], after scoring. Lent until the batch goes home.</summary>
    public ReadOnlySpan<float> Eq7(int i) => _eq7.AsSpan(i * CellsPerFrame, CellsPerFrame);

    /// <summary>Takes ownership of the frame and brings its picture to the model's size, aspect ratio aside.</summary>
    public void Take(Frame frame)
    {
        Debug.Assert(!IsFull, "the batcher hands a full batch over");
        _frames[Count] = frame;
        var slot = _slots[Count++];
        Scaling.Fit(frame.Pixels, slot, slot.Size());
    }

    /// <summary>Gives frame <paramref name="i"/> away. The caller owns the result.</summary>
    public Frame Release(int i)
    {
        var frame = _frames[i] ?? throw new InvalidOperationException($"frame {i} was released before");
        _frames[i] = null;
        return frame;
    }

    /// <summary>What has to run for as many frames as are in it. Lent for the call.</summary>
    internal Bound[] Bind() => (_bindings[Count] ??= MakeBinding(Count)).Steps;

    /// <inheritdoc/>
    protected override void GiveBack()
    {
        for (var i = 0; i < Count; i++)
        {
            _frames[i]?.Dispose();
            _frames[i] = null;
        }

        Count = 0;
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        foreach (var (steps, values) in _bindings.OfType<(Bound[], OrtValue[])>())
        {
            foreach (IDisposable bound in (IDisposable[])[.. steps, .. values])
            {
                bound.Dispose();
            }
        }

        _features?.Dispose();
        foreach (var slot in _slots)
        {
            slot.Dispose();
        }

        _input.Dispose();
        _pinned?.Dispose();
    }

    private (Bound[] Steps, OrtValue[] Values) MakeBinding(int count)
    {
        var memory = OrtMemoryInfo.DefaultInstance;
        var input = OrtValue.CreateTensorValueWithData(
            _input.GetTensorMemoryInfo(), TensorElementType.UInt8, [count, _card.Input.Height, _card.Input.Width, 3], _slots[0].Data, _input.GetTensorSizeInBytes());
        var score = OrtValue.CreateTensorValueFromMemory<float>(memory, _score.AsMemory(0, count * CellsPerFrame), [count, Grid.Height, Grid.Width]);
        var eq7 = OrtValue.CreateTensorValueFromMemory<float>(memory, _eq7.AsMemory(0, count * CellsPerFrame), [count, Grid.Height, Grid.Width]);
        return (_sessions.Bind(count, input, score, eq7, _features), [input, score, eq7]);
    }
}
