using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace DiCNet.Tests.Bindings;

[Collection(OnnxRuntimeModel.Collection)]
public sealed class OnnxRuntimeValueTests(OnnxRuntimeModel model)
{
    [Fact]
    public void A_tensor_over_an_array_is_that_array()
    {
        var numbers = new float[] { 1, 2, 3, 4, 5, 6, 7 };
        using var value = OrtValue.CreateTensorValueFromMemory(numbers, [2, 3]);

        value.GetTensorMutableDataAsSpan<float>()[5] = 42;

        var info = value.GetTensorTypeAndShape();
        Assert.True(value.IsTensor);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, value.OnnxType);
        Assert.Equal(TensorElementType.Float, info.ElementDataType);
        Assert.Equal(6, info.ElementCount);
        Assert.Equal(2, info.DimensionsCount);
        Assert.Equal([2L, 3], info.Shape);
        Assert.False(info.IsString);
        Assert.Equal(24, value.GetTensorSizeInBytes());
        Assert.Equal(24, value.GetTensorMutableRawData().Length);
        Assert.Equal(24, value.GetTensorDataAsSpan<byte>().Length);
        Assert.Equal(42, numbers[5]);
    }

    [Fact]
    public void A_span_of_another_type_is_refused()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);

        Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<int>().Length);
        Assert.Throws<OnnxRuntimeException>(() => value.GetTensorMutableDataAsSpan<double>().Length);
    }

    [Fact]
    public void A_shape_larger_than_the_memory_is_refused()
    {
        var error = Assert.Throws<OnnxRuntimeException>(
            () => OrtValue.CreateTensorValueFromMemory(new float[5], [2, 3]));

        Assert.StartsWith("[ErrorCode:InvalidArgument] ", error.Message);
        Assert.Throws<OnnxRuntimeException>(() => OverForeignMemory(bytes: 11));
    }

    [Fact]
    public void Half_is_not_an_element_type() =>
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new Half[2], [2]));

    [Fact]
    public void An_empty_tensor_has_an_empty_span()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(Array.Empty<long>(), [0, 4]);

        Assert.True(value.GetTensorDataAsSpan<long>().IsEmpty);
    }

    [Fact]
    public void Foreign_memory_is_wrapped_as_it_is() => OverForeignMemory(bytes: 12);

    [Fact]
    public void An_allocated_tensor_holds_what_is_written()
    {
        using var value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Int64, [1, 3]);

        new long[] { 7, 8, 9 }.CopyTo(value.GetTensorMutableDataAsSpan<long>());

        Assert.Equal([7L, 8, 9], value.GetTensorDataAsSpan<long>().ToArray());
        Assert.Equal("Cpu", value.GetTensorMemoryInfo().Name);
    }

    [Fact]
    public void Spans_allocate_no_managed_memory()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);
        _ = value.GetTensorDataAsSpan<float>().Length;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = value.GetTensorDataAsSpan<float>().Length;

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(4, length);
    }

    [Fact]
    public void A_disposed_value_stays_disposed()
    {
        var value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);
        value.Dispose();
        value.Dispose();

        Assert.Throws<ObjectDisposedException>(() => value.GetTensorSizeInBytes());
    }

    [Fact]
    public void Memory_is_told_apart_by_name_device_and_side()
    {
        using var cpu = new OrtMemoryInfo("Cpu", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Cpu);
        using var cuda = new OrtMemoryInfo(
            OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 1, OrtMemType.Default);

        Assert.Equal(OrtMemoryInfo.DefaultInstance, cpu);
        Assert.Equal(OrtMemoryInfo.DefaultInstance.GetHashCode(), cpu.GetHashCode());
        Assert.NotEqual(cpu, cuda);
        Assert.Equal("Cuda", cuda.Name);
        Assert.Equal(1, cuda.Id);
        Assert.Equal(OrtMemType.Default, cuda.GetMemoryType());
        Assert.Equal(OrtAllocatorType.DeviceAllocator, cuda.GetAllocatorType());
    }

    [Fact]
    public void A_session_gives_an_allocator_only_for_its_devices()
    {
        using var allocator = new OrtAllocator(model.Session, OrtMemoryInfo.DefaultInstance);
        using var cuda = new OrtMemoryInfo(
            OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

        Assert.Equal("Cpu", allocator.Info.Name);
        Assert.Throws<OnnxRuntimeException>(() => new OrtAllocator(model.Session, cuda));
    }

    private static unsafe void OverForeignMemory(int bytes)
    {
        var memory = (float*)NativeMemory.AllocZeroed(12);
        try
        {
            using var value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [3], (nint)memory, bytes);
            memory[2] = 5;
            Assert.Equal([0f, 0, 5], value.GetTensorDataAsSpan<float>().ToArray());
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }
}
