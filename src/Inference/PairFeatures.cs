using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiCNet.Inference;

/// <summary>The features of one batch on their way from teacher and student to the score: two buffers, used again by every run.</summary>
sealed unsafe class PairFeatures : IDisposable
{
    private readonly long[] _shape;
    private readonly OrtAllocator? _allocator;
    private readonly OrtValue _teacher;
    private readonly OrtValue _student;
    private readonly Dictionary<int, (OrtValue Teacher, OrtValue Student)> _byCount = [];

    /// <summary>Allocates on the device of the session, where features need not leave it.</summary>
    public PairFeatures(InferenceSession session, ModelCard card, Provider provider, int capacity)
    {
        _shape = [capacity, card.FeatureChannels, card.Output("score").Height, card.Output("score").Width];
        if (provider is Provider.Cuda or Provider.TensorRt)
        {
            using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
            _allocator = new OrtAllocator(session, memory);
        }

        (_teacher, _student) = (Allocate(), Allocate());
    }

    /// <summary>The front of both buffers, for as many pictures. Lent for the life of this object.</summary>
    public (OrtValue Teacher, OrtValue Student) Of(int count)
    {
        if (!_byCount.TryGetValue(count, out var values))
        {
            _byCount[count] = values = (Front(_teacher, count), Front(_student, count));
        }

        return values;
    }

    /// <summary>Frees both buffers; nothing may be bound to them any more.</summary>
    public void Dispose()
    {
        foreach (var (teacher, student) in _byCount.Values)
        {
            teacher.Dispose();
            student.Dispose();
        }

        _teacher.Dispose();
        _student.Dispose();
        _allocator?.Dispose();
    }

    private OrtValue Allocate() => OrtValue.CreateAllocatedTensorValue(_allocator ?? OrtAllocator.DefaultInstance, TensorElementType.Float, _shape);

    private OrtValue Front(OrtValue buffer, int count)
    {
        // An address, maybe on a device: never read here.
        var first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer.GetTensorMutableRawData()));
        return OrtValue.CreateTensorValueWithData(
            buffer.GetTensorMemoryInfo(), TensorElementType.Float, [count, .. _shape[1..]], first, buffer.GetTensorSizeInBytes());
    }
}
