using TorchSharp;
using Xunit;
using static DiCNet.Tests.Bindings.TorchSharpFixture;
using static TorchSharp.torch;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpTensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_tensor_made_of_an_array_is_a_copy()
    {
        float[] numbers = [1, 2, 3, 4, 5, 6];
        var made = tensor(numbers, new long[] { 2, 3 });
        numbers[0] = 9;

        Assert.Equal([2, 3], made.shape);
        Assert.Equal([3, 1], made.stride());
        Assert.Equal(float32, made.dtype);
        Assert.Equal((2L, 6L, 4L), (made.ndim, made.NumberOfElements, made.ElementSize));
        Assert.Equal([1f, 2, 3, 4, 5, 6], Floats(made));
    }

    [Fact]
    public void A_tensor_from_an_array_shares_it_both_ways()
    {
        int[,] numbers = { { 1, 2 }, { 3, 4 } };
        var shared = from_array(numbers);
        numbers[1, 0] = 7;
        Assert.Equal(7, shared[1, 0].item<int>());

        shared.fill_(5);
        Assert.Equal(5, numbers[0, 1]);
        Assert.Equal([3], frombuffer(new byte[] { 9, 3, 8 }, uint8, 1, 1).data<byte>().ToArray());
    }

    [Fact]
    public void The_type_of_a_tensor_follows_its_elements()
    {
        Assert.Equal(int64, tensor(new long[] { 1 }).dtype);
        Assert.Equal(int32, tensor(new[] { 1 }).dtype);
        Assert.Equal(uint8, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(float32, tensor(5.0f).dtype);
        Assert.Empty(tensor(5.0f).shape);
        Assert.Equal(bfloat16, tensor(new[] { 1f }, dtype: bfloat16).dtype);
    }

    [Fact]
    public void Creation_functions_fill_as_their_names_say()
    {
        Assert.Equal([0f, 0, 0], Floats(zeros(3)));
        Assert.Equal([1f, 1, 1, 1], Floats(ones(2, 2)));
        Assert.Equal([2.5f, 2.5f], Floats(full(2, 2.5)));
        Assert.Equal([1L, 3, 5], arange(1, 7, 2).data<long>().ToArray());
        Assert.Equal([1f, 0, 0, 1], Floats(eye(2)));
        Assert.Equal([0f, 0.5f, 1], Floats(linspace(0, 1, 3)));
        Assert.Equal([0f, 0], Floats(zeros_like(ones(2))));
        Assert.Equal([0, 1, 2], Doubles(randperm(3)).Order());
        Assert.True(zeros(1, requires_grad: true).requires_grad);
    }

    [Fact]
    public void Arithmetic_is_element_by_element()
    {
        var a = tensor(new[] { 1f, 2, 3 });
        var b = tensor(new[] { 4f, 5, 6 });

        AssertClose([5, 7, 9], a + b);
        AssertClose([-3, -3, -3], a - b);
        AssertClose([4, 10, 18], a * b);
        AssertClose([0.25, 0.4, 0.5], a / b);
        AssertClose([9, 8, 7], 10 - a);
        AssertClose([6, 3, 2], 6 / a);
        AssertClose([9, 12, 15], a.add(b, 2));
        AssertClose([-1, -2, -3], -a);
        AssertClose([1, 4, 9], a.pow(2));
        AssertClose([2, 2, 3], a.clamp(min: 2));
        AssertClose([2, 3, 4], a.add_(1));
        AssertClose([2, 3, 4], a);
        AssertClose([0, 1, 2], (a - 2).relu());
        AssertClose([1, 1, 2], a.div(2, RoundingMode.floor));
    }

    [Fact]
    public void Comparisons_give_tensors_of_flags()
    {
        var a = tensor(new[] { 1f, 2, 3 });

        Assert.Equal([false, true, true], (a >= 2).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a != 2).data<bool>().ToArray());
        Assert.Equal([false, true, false], ((a > 1) & (a < 3)).data<bool>().ToArray());
        Assert.Equal([true, false, true], (~a.eq(2)).data<bool>().ToArray());
        Assert.True((a == a.clone()).all().item<bool>());
        Assert.Equal([false, true], tensor(new[] { 1f, float.NaN }).isnan().data<bool>().ToArray());
    }

    [Fact]
    public void Reductions_match_hand_computed_values()
    {
        var a = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 9 } });

        AssertClose([24], a.sum());
        // A literal 0 would be taken for a type, as with the official overloads.
        AssertClose([5, 7, 12], a.sum(0L));
        AssertClose([2, 6], a.mean([1]));
        AssertClose([2.0 / 3, 14.0 / 3], a.var(1, false));
        AssertClose([1, 7], a.var(1));
        AssertClose([9], a.max());
        AssertClose([3, 9], a.amax(1));
        AssertClose([1, 4], a.amin([1]));
        AssertClose([2, 2], a.argmax(1));
        var (values, indexes) = a.min(1);
        AssertClose([1, 4], values);
        AssertClose([0, 0], indexes);
        AssertClose([9, 5], a.flatten().topk(2).values);
        AssertClose([3, 2, 1, 9, 5, 4], a.sort(1, descending: true).Values);
        AssertClose([1, 3, 6, 4, 9, 18], a.cumsum(1));
        AssertClose([Math.Sqrt(136)], a.norm());
        AssertClose([0, 2, 1], tensor(new long[] { 1, 1, 2 }).bincount(null));
        Assert.True(a.gt(3).any().item<bool>());
    }

    [Fact]
    public void Shapes_change_without_copying_where_they_can()
    {
        var a = arange(6).to_type(float32).view(2, 3);

        Assert.Equal([3, 2], a.transpose(0, 1).shape);
        Assert.False(a.permute(1, 0).is_contiguous());
        Assert.Equal([0f, 3, 1, 4, 2, 5], Floats(a.permute(1, 0).contiguous()));
        Assert.Equal([0f, 3, 1, 4, 2, 5], Floats(a.permute(1, 0)));
        Assert.Equal([2, 1, 3], a.unsqueeze(1).shape);
        Assert.Equal([2, 3], a.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([6], a.flatten().shape);
        Assert.Equal([4, 2, 3], a.expand(4, 2, 3).shape);
        Assert.Equal([2, 6], a.repeat(1, 2).shape);
        Assert.Equal([1f, 2, 4, 5], Floats(a.narrow(1, 1, 2)));
        Assert.Equal([0f, 2, 3, 5], Floats(a.slice(1, 0, 3, 2)));
        Assert.Equal([2f, 1, 0, 5, 4, 3], Floats(a.flip(1)));
        Assert.Equal([2, 1], a.chunk(2, 1).Select(t => t.size(1)));
        Assert.Equal([2, 1], a.split(2, 1).Select(t => t.size(1)));
        Assert.Equal([1, 2], a.split(new long[] { 1, 2 }, 1).Select(t => t.size(1)));
        Assert.Equal(3, a.unbind(1).Length);
        Assert.Equal([4, 3], cat([a, a], 0).shape);
        Assert.Equal([2, 2, 3], stack([a, a]).shape);
    }

    [Fact]
    public void Indexing_selects_slices_and_masks()
    {
        var a = arange(6).to_type(float32).view(2, 3);

        Assert.Equal([3f, 4, 5], Floats(a[1]));
        Assert.Equal(5, a[1, 2].item<float>());
        Assert.Equal([0f, 3], Floats(a[.., 0]));
        Assert.Equal([1f, 2, 4, 5], Floats(a[.., 1..]));
        Assert.Equal([2f, 5], Floats(a[TensorIndex.Ellipsis, ^1]));
        Assert.Equal([1, 2, 3], a[TensorIndex.None].shape);
        Assert.Equal([4f, 5], Floats(a[a > 3]));
        Assert.Equal([0f, 2], Floats(a[0, TensorIndex.Slice(0, 3, 2)]));
        Assert.Equal([3f, 4, 5, 0, 1, 2], Floats(a.index_select(0, tensor(new long[] { 1, 0 }))));
        Assert.Equal([1f, 3], Floats(a.gather(1, tensor(new long[,] { { 1 }, { 0 } }))));
        Assert.Equal([3f, 4, 5], Floats(a.select(0, 1)));
        Assert.Equal([1, 0, 1, 1, 1, 2], Doubles(a.gt(2).nonzero()));
        Assert.Equal([0f, 1, 2, -1, -1, -1], Floats(a.masked_fill(a > 2, -1)));
        Assert.Equal([0f, 1, 2, 0, 0, 0], Floats(where(a > 2, zeros(1), a)));

        a[0, 0] = 7f;
        a[.., 1..2] = zeros(2, 1);
        a[a == 5f] = 9f;
        Assert.Equal([7f, 0, 2, 3, 0, 9], Floats(a));
        a.index_put_(ones(2), [tensor(new long[] { 0, 0 }), tensor(new long[] { 0, 0 })], accumulate: true);
        Assert.Equal(9, a[0, 0].item<float>());
    }

    [Fact]
    public void Conversions_alias_unless_something_changes()
    {
        var a = ones(2);
        var same = a.to(float32);
        var copy = a.to(float32, copy: true);
        var half = a.to(bfloat16);
        a.fill_(3);

        Assert.NotSame(a, same);
        Assert.Equal([3f, 3], Floats(same));
        Assert.Equal([1f, 1], Floats(copy));
        Assert.Equal(bfloat16, half.dtype);
        Assert.Equal("cpu", half.cpu().device.ToString());
        half.to(float32, disposeAfter: true);
        Assert.True(half.IsInvalid);
    }

    [Fact]
    public void Data_and_bytes_read_and_write_the_memory()
    {
        var a = zeros(2, 2);
        using (var data = a.data<float>())
        {
            data[1, 0] = 4;
            data.CopyFrom([7f], 0, 1);
            Assert.Equal(4, data.Count);
            Assert.Equal([0f, 7, 4, 0], data);
        }
        Assert.Equal(16, a.bytes.Length);
        Assert.Equal(7f, BitConverter.ToSingle(a.bytes[4..8]));
        a.bytes = new byte[16];
        Assert.Equal([0f, 0, 0, 0], Floats(a));
        Assert.Equal(new float[,] { { 0, 0 }, { 0, 0 } }, zeros(2, 2).data<float>().ToNDArray());
        Assert.Equal([1f, 3, 2, 4], tensor(new float[,] { { 1, 2 }, { 3, 4 } }).transpose(0, 1).data<float>().ToArray());
    }

    [Fact]
    public void A_tensor_survives_saving_and_loading()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var a = arange(4).to_type(float64).view(2, 2);
            save(a, path);
            Assert.Equal(Doubles(a), Doubles(load(path)));

            using var stream = new MemoryStream();
            a.Save(stream);
            // Type 7, rank 2, sizes 2 and 2, then four doubles.
            Assert.Equal([7, 2, 2, 2], stream.ToArray()[..4]);
            Assert.Equal(4 + 32, stream.Length);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            Assert.Equal(Doubles(a), Doubles(TensorExtensionMethods.Load(reader)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        manual_seed(7);
        var first = Floats(randn(5));
        var state = get_rng_state();
        var next = Floats(rand(5));
        set_rng_state(state);
        Assert.Equal(next, Floats(rand(5)));
        manual_seed(7);
        Assert.Equal(first, Floats(randn(5)));
        manual_seed(8);
        Assert.NotEqual(first, Floats(randn(5)));
        Assert.All(randint(3, 5, [20]).data<long>(), n => Assert.InRange(n, 3, 4));
    }

    [Fact]
    public void Matrix_products_and_soft_maxima_match_hand_computed_values()
    {
        var a = tensor(new float[,] { { 1, 2 }, { 3, 4 } });

        AssertClose([7, 10, 15, 22], matmul(a, a));
        var e = Math.Exp(1);
        AssertClose([1 / (1 + e), e / (1 + e)], a[0].softmax(0));
        AssertClose([-Math.Log(1 + e), 1 - Math.Log(1 + e)], a[0].log_softmax(0));
        AssertClose([1 / (1 + Math.Exp(-2))], tensor(2f).sigmoid());
        AssertClose([2], tensor(0.25f).rsqrt());
    }
}
