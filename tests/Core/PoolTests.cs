using Xunit;

namespace DiCNet.Tests.Core;

public sealed class PoolTests
{
    [Fact]
    public void A_pool_never_grows()
    {
        using var pool = new Pool<Thing>(2, () => new Thing());
        var (a, b) = (Rent(pool), Rent(pool));
        Assert.False(pool.TryRent(out _));
        Assert.Equal((2, 2), (pool.Size, pool.Lent));
        a.Dispose();
        var c = Rent(pool);
        Assert.Same(a, c);
        b.Dispose();
        c.Dispose();
        Assert.Equal(0, pool.Lent);
    }

    [Fact]
    public void Giving_back_twice_throws()
    {
        using var pool = new Pool<Thing>(1, () => new Thing());
        pool.TryRent(out var thing);
        thing!.Dispose();
        Assert.Contains("two owners", Assert.Throws<InvalidOperationException>(thing.Dispose).Message);
        Assert.Equal(0, pool.Lent);
    }

    [Fact]
    public async Task Whoever_waits_gets_the_thing_that_comes_home()
    {
        var stop = TestContext.Current.CancellationToken;
        using var pool = new Pool<Thing>(1, () => new Thing());
        var first = await pool.RentAsync(stop);
        var waiting = pool.RentAsync(stop).AsTask();
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        Assert.Same(first, await waiting);
        first.Dispose();
    }

    [Fact]
    public async Task Cancelled_waits_lose_nothing()
    {
        using var pool = new Pool<Thing>(2, () => new Thing());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => RentAndCancelAsync(new Random(i)))));
        Assert.Equal(0, pool.Lent);
        var (a, b) = (Rent(pool), Rent(pool));
        a.Dispose();
        b.Dispose();

        async Task RentAndCancelAsync(Random random)
        {
            for (var i = 0; i < 2000; i++)
            {
                using var stop = new CancellationTokenSource();
                var waiting = pool.RentAsync(stop.Token).AsTask();
                if (random.Next(2) == 0)
                {
                    await stop.CancelAsync();
                }

                try
                {
                    (await waiting).Dispose();
                }
                catch (OperationCanceledException)
                {
                }
            }
        }
    }

    [Fact]
    public void Disposing_frees_what_is_at_home()
    {
        var made = new List<Thing>();
        new Pool<Thing>(3, () => Add(made)).Dispose();
        Assert.All(made, t => Assert.Equal(1, t.Freed));
    }

    [Fact]
    public void Disposing_with_something_lent_throws_and_frees_it_when_it_comes_home()
    {
        var pool = new Pool<Thing>(3, () => new Thing());
        pool.TryRent(out var thing);
        Assert.Equal("1 of 3 Thing are still lent", Assert.Throws<InvalidOperationException>(pool.Dispose).Message);
        Assert.Equal(0, thing!.Freed);
        thing.Dispose();
        Assert.Equal(1, thing.Freed);
        pool.Dispose();
    }

    [Fact]
    public async Task A_disposed_pool_turns_its_waiters_away()
    {
        var pool = new Pool<Thing>(1, () => new Thing());
        var thing = await pool.RentAsync(TestContext.Current.CancellationToken);
        var waiting = pool.RentAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Throws<InvalidOperationException>(pool.Dispose);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        thing.Dispose();
    }

    [Fact]
    public void A_pool_holds_at_least_one() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pool<Thing>(0, () => new Thing()));

    private static Thing Rent(Pool<Thing> pool)
    {
        Assert.True(pool.TryRent(out var thing));
        return thing;
    }

    private static Thing Add(List<Thing> all)
    {
        var thing = new Thing();
        all.Add(thing);
        return thing;
    }

    private sealed class Thing : Pooled
    {
        public int Freed { get; private set; }

        protected override void Free() => Freed++;
    }
}
