using System.Net.Sockets;
using System.Text;
using DiCNet.App.Live;
using DiCNet.Tests.Render;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DiCNet.Tests.App.Live;

public sealed class ServiceNotifierTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
    private readonly FakeTimeProvider _clock = new();

    public void Dispose()
    {
        _manager.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_manager_hears_how_the_service_is(bool abstractName)
    {
        var notifier = Make(() => null, watchdog: null, abstractName);

        notifier.Ready();
        notifier.Status("2 of 3 streams,\nrtsp://user:hunter2@cam/1 is down");
        notifier.Status("2 of 3 streams,\nrtsp://user:hunter2@cam/1 is down");
        notifier.Stopping();

        Assert.Equal(["READY=1", "STATUS=2 of 3 streams, rtsp://***@cam/1 is down", "STOPPING=1"], [Hear(), Hear(), Hear()]);
    }

    [Fact]
    public async Task A_system_that_is_not_alive_gives_no_beat_and_says_why()
    {
        string? notAlive = null;
        var notifier = Make(() => notAlive, TimeSpan.FromSeconds(30), abstractName: true);
        using var stop = new CancellationTokenSource();
        var beating = notifier.RunAsync(stop.Token);
        Assert.Equal("WATCHDOG=1", Hear());

        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("WATCHDOG=1", Hear());

        notAlive = "the stage scorer is stuck";
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("STATUS=not alive: the stage scorer is stuck", Hear());

        notAlive = null;
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("WATCHDOG=1", Hear());

        await stop.CancelAsync();
        await beating;
    }

    [Fact]
    public async Task Without_a_manager_or_with_one_that_is_gone_nothing_happens()
    {
        var alone = new ServiceNotifier(null, TimeSpan.FromSeconds(1), () => null, _clock);
        alone.Ready();
        await alone.RunAsync(CancellationToken.None);

        new ServiceNotifier(_folder.File("gone"), null, () => null, _clock).Ready();
    }

    private ServiceNotifier Make(Func<string?> notAlive, TimeSpan? watchdog, bool abstractName)
    {
        var name = abstractName ? $"@dicnet-test-{Guid.NewGuid():N}" : _folder.File("notify");
        _manager.Bind(new UnixDomainSocketEndPoint(abstractName ? "\0" + name[1..] : name));
        return new ServiceNotifier(name, watchdog, notAlive, _clock);
    }

    private string Hear()
    {
        var message = new byte[1024];
        return Encoding.UTF8.GetString(message, 0, _manager.Receive(message));
    }
}
