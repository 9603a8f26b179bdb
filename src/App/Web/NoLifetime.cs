using Microsoft.Extensions.Hosting;

namespace DiCNet.App.Web;

/// <summary>The process decides when it ends; the web host takes no signals.</summary>
sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
