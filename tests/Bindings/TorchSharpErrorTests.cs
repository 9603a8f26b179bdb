using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpErrorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_native_failure_carries_the_words_of_libtorch()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2) + ones(3));
        Assert.Contains("must match the size of tensor b", error.Message);

        error = Assert.Throws<ExternalException>(() => matmul(ones(2, 2), ones(3, 2)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied", error.Message);
        Assert.Throws<ExternalException>(() => ones(2).view(3));
        Assert.Throws<ExternalException>(() => load("/no/such/file"));
        Assert.Throws<ExternalException>(() => ones(2).backward());
        Assert.Throws<ExternalException>(() => F.conv2d(ones(1, 2, 3, 3), ones(1, 3, 1, 1)));
        Assert.Throws<ExternalException>(() => ones(2)[5]);
    }

    [Fact]
    public void A_failure_does_not_spoil_the_next_call()
    {
        Assert.Throws<ExternalException>(() => ones(2) + ones(3));
        Assert.Equal(4, (ones(2) + 1).sum().item<float>());
    }

    [Fact]
    public void A_disposed_tensor_cannot_be_used()
    {
        var a = ones(2);
        a.Dispose();
        a.Dispose();

        Assert.True(a.IsInvalid);
        Assert.Equal("Tensor invalid -- empty handle.", Assert.Throws<InvalidOperationException>(() => a + 1).Message);
        Assert.Throws<InvalidOperationException>(() => a.Handle);
        Assert.Throws<InvalidOperationException>(() => a.shape);
        Assert.Throws<InvalidOperationException>(() => cat([a]));
    }

    [Fact]
    public void Items_and_data_have_the_type_of_the_tensor()
    {
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => ones(1).item<double>());
        Assert.Throws<ArgumentException>(() => ones(1).data<int>());
        Assert.Throws<ArgumentException>(() => ones(1, bfloat16).item<Half>());
        Assert.Equal((Half)1, ones(1, float16).item<Half>());
        Assert.Equal(1f, ones(1, bfloat16).ToSingle());
        Assert.True(ones(1).eq(1).item<bool>());
    }

    [Fact]
    public void An_array_shorter_than_its_shape_is_refused_and_a_longer_one_is_not()
    {
        Assert.Throws<ArgumentException>(() => tensor(new float[3], new long[] { 2, 2 }));
        Assert.Equal([2, 2], tensor(new float[5], new long[] { 2, 2 }).shape);
    }

    [Fact]
    public void Bytes_need_one_piece_of_memory()
    {
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).transpose(0, 1).bytes.Length);
        Assert.Throws<ArgumentException>(() => ones(2).bytes = new byte[4]);
    }

    [Fact]
    public void Without_cuda_nothing_but_the_name_of_a_device_can_be_had()
    {
        Assert.SkipWhen(cuda.is_available(), "there is a CUDA device");

        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => device("cuda"));
        Assert.Throws<InvalidOperationException>(() => CUDA);
        Assert.Throws<InvalidOperationException>(() => zeros(1, device: new Device("cuda:0")));
        Assert.Throws<InvalidOperationException>(() => ones(1).cuda());
        Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal(("cpu", -1), (CPU.ToString(), CPU.index));
        Device implied = "cpu";
        Assert.Equal(DeviceType.CPU, implied.type);
    }

    [Fact]
    public void Thread_counts_are_what_they_were_set_to()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
        Assert.Throws<ExternalException>(() => set_num_threads(0));
    }
}
