using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static DiCNet.Tests.Bindings.TorchSharpFixture;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Bindings;

[Collection(TorchSharpFixture.Name)]
public sealed class TorchSharpDisposeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(2);
            var sum = inside + 1;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(sum));
            sum.Dispose();
            Assert.Equal([inside], scope.DisposablesView);
        }

        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void Tensors_move_out_one_scope_at_a_time()
    {
        using var outer = NewDisposeScope();
        Tensor moved, free;
        using (NewDisposeScope())
        {
            moved = ones(1).MoveToOuterDisposeScope();
            free = ones(1).DetachFromDisposeScope();
        }

        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.False(outer.Contains(free));
        moved.MoveToOuterDisposeScope();
        Assert.False(outer.Contains(moved));
        outer.Attach(moved);
        Assert.True(outer.Contains(moved));
        free.Dispose();
    }

    [Fact]
    public void A_scope_can_keep_some_and_dispose_the_rest()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(1), ones(1));
        Assert.Same(a, scope.DisposeEverythingBut(a));

        Assert.False(a.IsInvalid);
        Assert.True(b.IsInvalid);
        Assert.Same(a, scope.Detach(a));
        scope.DisposeEverything();
        Assert.False(a.IsInvalid);
        a.Dispose();
    }

    [Fact]
    public void Scopes_of_other_threads_are_their_own()
    {
        using var scope = NewDisposeScope();
        var other = new Thread(() => ones(1).Dispose());
        other.Start();
        other.Join();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_closed_out_of_order_leave_the_others_whole()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var tensor = ones(1);
        Assert.True(inner.Contains(tensor));
        inner.Dispose();
        Assert.True(tensor.IsInvalid);
        using var free = ones(1);
        Assert.False(free.IsInvalid);
    }

    [Fact]
    public void A_parameter_takes_over_its_tensor()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var before = Tensor.TotalCount;
        var parameter = new Parameter(data);

        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Layers_and_optimizer_state_outlive_the_scope_they_were_made_in()
    {
        Conv2d conv;
        using (NewDisposeScope())
            conv = nn.Conv2d(1, 1, 1);
        using (conv)
        {
            OptimizerHelper adam;
            using (NewDisposeScope())
                adam = optim.Adam(conv.parameters());
            using (adam)
            using (NewDisposeScope())
            {
                conv.call(ones(1, 1, 1, 1)).backward();
                adam.step();
            }
            Assert.False(conv.weight.IsInvalid);
        }
        Assert.True(conv.weight.IsInvalid);
    }

    [Fact]
    public void Training_steps_give_back_every_native_tensor()
    {
        Train();
        Settle();
        var (managed, native) = (Tensor.TotalCount, LiveTensors());
        Train();

        Assert.Equal(managed, Tensor.TotalCount);
        Assert.Equal(native, LiveTensors());
        Assert.True(Tensor.PeakCount > managed);
    }

    [Fact]
    public void Errors_leave_no_native_tensors_behind()
    {
        using var a = ones(2);
        using var b = ones(3);
        using var column = b.view(3, 1);
        Settle();
        var native = LiveTensors();
        Assert.ThrowsAny<Exception>(() => a + b);
        Assert.ThrowsAny<Exception>(() => cat([a, column]));
        Assert.ThrowsAny<Exception>(() => a.split([1, 2]));

        Assert.Equal(native, LiveTensors());
    }

    [Fact]
    public void A_forgotten_tensor_is_freed_by_its_finalizer()
    {
        Settle();
        var before = LiveTensors();
        Forget();
        for (var i = 0; i < 100 && LiveTensors() > before + 50; i++)
            Settle();
        Assert.InRange(LiveTensors(), 0, before + 50);

        static void Forget()
        {
            for (var i = 0; i < 1000; i++)
                _ = ones(1);
        }
    }

    [Fact]
    public void An_array_stays_where_it_is_as_long_as_a_tensor_shares_it()
    {
        var weak = Share(out var view);
        Assert.True(weak.IsAlive);
        Assert.Equal(2, view.item<float>());
        view.Dispose();

        static WeakReference Share(out Tensor view)
        {
            float[] array = [1, 2];
            using var whole = from_array(array);
            view = whole[1];
            return new WeakReference(array);
        }
    }

    private static void Train()
    {
        using var net = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 2, 1));
        using var adam = optim.AdamW(net.parameters(), 0.01);
        using var x = randn(2, 1, 8, 8);
        using var labels = zeros([2, 6, 6], int64);
        for (var i = 0; i < 5; i++)
        {
            using var scope = NewDisposeScope();
            adam.zero_grad();
            var loss = F.cross_entropy(net.call(x), labels);
            loss.backward();
            nn.utils.clip_grad_norm_(net.parameters(), 1);
            adam.step();
            _ = loss.item<float>();
        }
    }
}
