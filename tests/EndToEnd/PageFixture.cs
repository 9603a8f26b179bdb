using Microsoft.Playwright;
using Xunit;

namespace DiCNet.Tests.EndToEnd;

/// <summary>A running <c>dicnet serve</c> to look at, and a browser. What it must watch: <see cref="Alive"/>, <see cref="Dead"/> and two more.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    /// <summary>A stream that makes an event every few seconds.</summary>
    public const string Alive = "front";

    /// <summary>A stream whose source cannot be reached.</summary>
    public const string Dead = "gone";

    private const string Chromium = "/usr/bin/chromium";
    private const string Watched = $$"""
        server: { port: 0 }
        streams:
          - id: {{Alive}}
            uri: samples/camvid-cyclists.mp4
            source: { loop: true }
          - id: {{Dead}}
            uri: rtsp://127.0.0.1:9/live
          - id: motorway
            uri: samples/udacity-motorway.mp4
            source: { loop: true }
          - id: pattern
            uri: test:seed=1,frames=100000,size=320x240,fps=5
        """;

    private Serving? _serving;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the page is.</summary>
    public Uri? Address { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        _serving = await Serving.StartAsync(Watched);
        Address = _serving.Http.BaseAddress;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
    }

    /// <summary>A browser tab of a new visitor, at the page.</summary>
    /// <param name="width">Of the window in pixels.</param>
    /// <param name="scheme">Colours that the visitor's system asks for.</param>
    /// <param name="prepare">What to do before the page is asked for.</param>
    public async Task<IPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, Func<IPage, Task>? prepare = null)
    {
        Assert.SkipUnless(File.Exists(Chromium), "there is no browser; install chromium");
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync(Address!.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_serving is not null)
        {
            await _serving.DisposeAsync();
        }
    }
}
