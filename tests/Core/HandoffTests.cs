using System.Threading.Channels;
using Xunit;

namespace DiCNet.Tests.Core;

public sealed class HandoffTests
{
    private readonly Channel<Parcel> _channel = Channel.CreateBounded<Parcel>(2);

    [Fact]
    public void What_is_handed_over_belongs_to_the_channel()
    {
        var parcel = new Parcel();
        _channel.Writer.HandOver(parcel);
        Assert.True(_channel.Reader.TryRead(out var same));
        Assert.Same(parcel, same);
        Assert.False(parcel.IsDisposed);
    }

    [Fact]
    public void What_is_refused_is_disposed()
    {
        _channel.Writer.Complete();
        var parcel = new Parcel();
        Assert.Throws<ChannelClosedException>(() => _channel.Writer.HandOver(parcel));
        Assert.True(parcel.IsDisposed);
    }

    [Fact]
    public async Task A_loop_that_ends_completes_its_output()
    {
        await _channel.Writer.Completing(() => Task.CompletedTask);
        Assert.False(await _channel.Reader.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_loop_that_fails_passes_its_fault_on()
    {
        var fault = new InvalidDataException("broken");
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => _channel.Writer.Completing(() => Task.FromException(fault)));
        Assert.Same(fault, thrown);
        Assert.Same(fault, await Assert.ThrowsAsync<InvalidDataException>(() => _channel.Reader.Completion));
    }

    [Fact]
    public void Draining_disposes_all_that_is_left()
    {
        Parcel[] parcels = [new(), new()];
        Assert.All(parcels, _channel.Writer.HandOver);
        _channel.Reader.Drain();
        Assert.All(parcels, p => Assert.True(p.IsDisposed));
    }

    private sealed class Parcel : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
