using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace DiCNet.Tests.EndToEnd;

/// <summary>The page in a real browser.</summary>
[Collection(Alone.Name)]
public sealed class PageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Fact]
    public async Task The_wall_shows_a_moving_picture_state_and_readings_of_a_stream()
    {
        await using var visit = await VisitAsync();
        var tile = visit.Tile(PageFixture.Alive);
        await Expect(tile).ToHaveAttributeAsync("data-state", "streaming");
        await Expect(tile.Locator(".readings")).ToContainTextAsync("ms");
        await Expect(tile.GetByRole(AriaRole.Meter)).ToHaveAttributeAsync("aria-valuetext", new Regex("alarm level", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var picture = tile.Locator("img");
        await Expect(picture).ToHaveJSPropertyAsync("complete", true);
        var first = await picture.GetAttributeAsync("src");
        await Expect(picture).Not.ToHaveAttributeAsync("src", first!);
        await Expect(picture).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
        await Expect(visit.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
    }

    [Fact]
    public async Task A_dead_source_says_so_in_words_over_its_picture()
    {
        await using var visit = await VisitAsync();
        var veil = visit.Tile(PageFixture.Dead).Locator(".veil");
        await Expect(veil).ToBeVisibleAsync();
        await Expect(veil.Locator("strong")).Not.ToBeEmptyAsync();
        await Expect(veil.Locator(".why")).Not.ToBeEmptyAsync();
        await Expect(visit.Tile(PageFixture.Alive).Locator(".veil")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Arrows_move_over_the_tiles_digits_switch_the_view_Enter_enlarges_and_Escape_closes()
    {
        await using var visit = await VisitAsync();
        await visit.Page.Locator(".open").First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        var second = visit.Page.Locator(".tile").Nth(1);
        await Expect(second.Locator(".open")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("1");
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "Raw" })).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#stage")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#stage-title")).ToHaveTextAsync((await second.GetAttributeAsync("data-id"))!);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator("#stage")).ToBeHiddenAsync();
        await Expect(second.Locator(".open")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_stream_is_paused_and_resumed_at_its_tile()
    {
        await using var visit = await VisitAsync();
        var tile = visit.Tile(PageFixture.Alive);
        await tile.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(tile).ToHaveAttributeAsync("data-state", "paused");
        await tile.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(tile).ToHaveAttributeAsync("data-state", "streaming");
    }

    [Fact]
    public async Task What_the_API_refuses_is_told_at_the_tile()
    {
        await using var visit = await VisitAsync(page => page.RouteAsync("**/pause", r => r.FulfillAsync(new()
        {
            Status = 409, ContentType = "application/problem+json", Body = """{"title":"Conflict","detail":"it is being removed"}""",
        })));
        var tile = visit.Tile(PageFixture.Alive);
        await tile.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(tile.GetByRole(AriaRole.Alert)).ToHaveTextAsync("it is being removed");
    }

    [Fact]
    public async Task A_new_event_comes_in_by_itself_is_announced_and_opens_with_pictures_and_peaks()
    {
        await using var visit = await VisitAsync();
        await Expect(visit.Page.Locator("#announcements")).ToContainTextAsync("New event", new() { Timeout = 60_000 });
        await visit.Page.Locator(".event").First.ClickAsync();
        var dialog = visit.Page.Locator("#event");
        await Expect(dialog.Locator("figure")).ToHaveCountAsync(3);
        await Expect(dialog.Locator("figure img").First).ToHaveJSPropertyAsync("complete", true);
        await Expect(dialog.Locator("svg.chart")).ToBeVisibleAsync();
        await Expect(dialog.Locator(".facts")).ToContainTextAsync("Alarm level from");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Events_are_filtered_by_stream()
    {
        await using var visit = await VisitAsync();
        await Expect(visit.Page.Locator(".event").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visit.Page.Locator("#events-stream").SelectOptionAsync(PageFixture.Dead);
        await Expect(visit.Page.Locator(".event-stream").Filter(new() { HasNotText = PageFixture.Dead })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_change_of_the_configuration_is_checked_key_by_key_before_it_can_be_applied()
    {
        await using var visit = await VisitAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Configuration" }).ClickAsync();
        var text = visit.Page.Locator("#yaml");
        await Expect(text).Not.ToBeEmptyAsync();
        await Expect(visit.Page.Locator("#config-apply")).ToBeDisabledAsync();
        await text.FillAsync((await text.InputValueAsync()).Replace("confirmSeconds: 0.3", "confirmSeconds: 0.4", StringComparison.Ordinal));
        await visit.Page.Locator("#config-check").ClickAsync();
        await Expect(visit.Page.Locator("#config-changes")).ToContainTextAsync("events.confirmSeconds");
        await Expect(visit.Page.Locator("#config-apply")).ToBeEnabledAsync();

        await text.FillAsync((await text.InputValueAsync()).Replace("streams:", "strems:", StringComparison.Ordinal));
        await visit.Page.Locator("#config-check").ClickAsync();
        await Expect(visit.Page.Locator("#config-result")).ToContainTextAsync("strems");
        await Expect(visit.Page.Locator("#config-apply")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_bundle_that_is_not_there_is_refused_beside_the_form()
    {
        await using var visit = await VisitAsync();
        await visit.Page.Locator("#model-summary").ClickAsync();
        await visit.Page.Locator("#bundle").FillAsync("models/nowhere");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Swap", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("#swap-result[data-kind=bad]")).ToContainTextAsync("nowhere");
    }

    [Fact]
    public async Task A_broken_connection_is_shown_and_comes_back_by_itself()
    {
        const string News = "**/api/events/stream";
        await using var visit = await VisitAsync(page => page.RouteAsync(News, r => r.AbortAsync()));
        await Expect(visit.Page.Locator("#notice")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#connection-text")).ToHaveTextAsync("No connection");
        await visit.Page.UnrouteAsync(News);
        await Expect(visit.Page.Locator("#notice")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
    }

    [Fact]
    public async Task Who_is_not_known_is_sent_to_the_login()
    {
        // This server knows everybody: its own /login would send the visitor back, and so on without end.
        await using var visit = await VisitAsync(async page =>
        {
            await page.RouteAsync("**/api/**", r => r.FulfillAsync(new() { Status = 401 }));
            await page.RouteAsync("**/login", r => r.FulfillAsync(new() { ContentType = "text/plain", Body = "who are you?" }));
        });
        await Expect(visit.Page.GetByText("who are you?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Words_of_the_server_are_text_and_never_markup()
    {
        const string Streams = """
            [{"id":"<img src=/nothing onerror=alert(1)>","location":"<b>x</b>","state":"failed","quality":"good","reason":"<i>why</i>","since":"2026-01-01T00:00:00Z",
              "epoch":0,"reconnects":0,"counts":{"received":0,"scored":0,"dropped":{},"failed":{}},"readings":null,"viewers":0}]
            """;
        await using var visit = await VisitAsync(async page =>
        {
            await page.RouteAsync("**/api/events/stream", r => r.AbortAsync());
            await page.RouteAsync("**/api/streams", r => r.FulfillAsync(new() { ContentType = "application/json", Body = Streams }));
        });
        await Expect(visit.Page.Locator(".tile .name")).ToHaveTextAsync("<img src=/nothing onerror=alert(1)>");
        await Expect(visit.Page.Locator(".tile .why")).ToHaveTextAsync("<i>why</i>");
        await Expect(visit.Page.Locator(".tile i, .tile b, .tile .name img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Colours_follow_the_system_until_a_choice_is_made_and_the_choice_stays()
    {
        await using var visit = await VisitAsync();
        const string Paper = "getComputedStyle(document.body).backgroundColor";
        var light = await visit.Page.EvaluateAsync<string>(Paper);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await visit.Page.EvaluateAsync<string>(Paper));
        await visit.Page.Locator("#theme").ClickAsync();
        await visit.Page.ReloadAsync();
        Assert.Equal(light, await visit.Page.EvaluateAsync<string>(Paper));
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(2560, ColorScheme.Light)]
    public async Task It_fits_the_window_breaks_no_policy_asks_no_other_host_and_is_fit_for_all(int width, ColorScheme scheme)
    {
        var complaints = new List<string>();
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        await using var visit = await VisitAsync(
            page =>
            {
                page.PageError += (_, error) => complaints.Add(error);
                page.Console += (_, message) =>
                {
                    if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                    {
                        complaints.Add(message.Text);
                    }
                };
                page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);
                return Task.CompletedTask;
            },
            width,
            scheme);
        await Expect(visit.Page.Locator(".tile").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#model-summary strong")).Not.ToBeEmptyAsync();
        foreach (var view in (string[])["streams", "events", "configuration"])
        {
            await visit.Page.EvaluateAsync("view => { location.hash = view; }", view);
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than {width} pixels");
            var found = await visit.Page.RunAxe();
            Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{view}: {v.Id}: {v.Nodes[0].Html}"));
        }

        Assert.Empty(complaints);
        hosts.Remove(""); // blob: and data: have none
        Assert.Equal([fixture.Address!.Authority], hosts);
    }

    private async Task<Visit> VisitAsync(Func<IPage, Task>? prepare = null, int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        new(await fixture.OpenAsync(width, scheme, prepare));

    private sealed record Visit(IPage Page) : IAsyncDisposable
    {
        public ILocator Tile(string id) => Page.Locator($".tile[data-id=\"{id}\"]").First;

        public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
    }
}
