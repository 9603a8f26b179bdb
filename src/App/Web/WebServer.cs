using System.Net;
using System.Net.Sockets;
using DiCNet.App.Live;
using DiCNet.App.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiCNet.App.Web;

/// <summary>The web server: page, API, pictures, metrics and probes of a running system. It shows and steers; nothing waits for it.</summary>
sealed class WebServer : IAsyncDisposable
{
    private const int ShortestToken = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();

    private WebServer(ServerOptions options, ILiveSystem system, Action<string> log, TimeProvider clock)
    {
        var address = Check(options);
        // Empty: no file, no variable and no argument of the process means anything to the host.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "dicnet", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddProvider(new ErrorLog(log)).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limits.Set(kestrel.Limits, options);
            kestrel.Listen(address, options.Port, endpoint => Secure(endpoint, options));
        });
        builder.Services.AddRoutingCore()
            .AddSingleton<IHostLifetime, NoLifetime>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = s_patience)
            .ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default);
                foreach (var converter in WebJson.Default.Options.Converters)
                {
                    json.SerializerOptions.Converters.Add(converter);
                }
            })
            .AddRateLimiter(limiter => Limits.Set(limiter, options))
            .AddOpenApi();
        _app = builder.Build();
        Map(new Access(options, clock), system, log, clock);
    }

    /// <summary>Where it can be reached.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Starts a server.</summary>
    /// <param name="options">Who may see what.</param>
    /// <param name="system">What it shows. Lent until the server is disposed.</param>
    /// <param name="log">Takes what went wrong inside, without secrets.</param>
    /// <param name="clock">Wall clock and periods.</param>
    /// <exception cref="UserError">Address, port, token or certificate are wrong.</exception>
    public static async Task<WebServer> StartAsync(ServerOptions options, ILiveSystem system, Action<string> log, TimeProvider clock)
    {
        Redactor.Learn(options.Token);
        Redactor.Learn(options.CertificatePassword);
        var server = new WebServer(options, system, log, clock);
        try
        {
            await server._app.StartAsync();
            var bound = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            server.Url = bound.Host is "0.0.0.0" or "[::]" ? new UriBuilder(bound) { Host = Environment.MachineName }.Uri : bound;
            return server;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw CannotListen(options, e);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Checks what can be checked without listening.</summary>
    /// <exception cref="UserError">Address or token are wrong.</exception>
    public static IPAddress Check(ServerOptions options)
    {
        var name = options.Address == "localhost" ? "127.0.0.1" : options.Address;
        if (!IPAddress.TryParse(name, out var address))
        {
            throw new UserError($"'{options.Address}' is no address", "server.address", "give the IP address of a network card, 127.0.0.1, or 0.0.0.0 for all");
        }

        if (options.Token is null && !IPAddress.IsLoopback(address))
        {
            throw new UserError($"at {address} others can reach the server, but there is no token", "server.token", $"set DICNET__SERVER__TOKEN to {ShortestToken} characters or more, or listen at 127.0.0.1");
        }

        return options.Token is { Length: < ShortestToken }
            ? throw new UserError("the token is too short", "server.token", $"give {ShortestToken} characters or more, for instance by 'openssl rand -hex 16'")
            : address;
    }

    /// <summary>Stops within a few seconds, whoever is connected.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static void Secure(ListenOptions endpoint, ServerOptions options)
    {
        if (options.Certificate is not null)
        {
            var chain = Certificates.Read(options);
            endpoint.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = chain[0], ServerCertificateChain = chain, HandshakeTimeout = TimeSpan.FromSeconds(10) });
        }
    }

    private static UserError CannotListen(ServerOptions options, Exception e)
    {
        var at = $"{options.Address}:{options.Port}";
        return ((e as SocketException) ?? e.InnerException as SocketException ?? e.InnerException?.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressNotAvailable => new UserError($"this machine has no address {options.Address}", "server.address", "give the address of one of its network cards, or 0.0.0.0 for all", e),
            SocketError.AccessDenied => new UserError($"{at} may not be listened at", "server.port", "choose a port above 1023", e),
            _ => new UserError($"{at} is taken: another program listens there", "server.port", "stop that program or choose another port; 0 takes a free one", e),
        };
    }

    private void Map(Access access, ILiveSystem system, Action<string> log, TimeProvider clock)
    {
        _app.Use(StrictHeaders.InvokeAsync);
        _app.Use(new FaultHandling(log).InvokeAsync);
        _app.UseStatusCodePages(pages => Problems.ExplainAsync(pages.HttpContext));
        _app.UseRateLimiter();
        _app.Use(access.InvokeAsync);

        Login.Map(_app, access);
        StreamsApi.Map(_app, system);
        PicturesApi.Map(_app, system, _stopping.Token);
        EventsApi.Map(_app, system, new NewsChannel(system, clock, _stopping.Token));
        ModelApi.Map(_app, system);
        ConfigApi.Map(_app, system);
        Probes.Map(_app, system);
        Assets.Map(_app);
        _app.MapOpenApi("/openapi.json");
    }
}
