using DiCNet.App.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiCNet.App.Web;

/// <summary>The events that are remembered, their pictures, and the channel on which news come.</summary>
static class EventsApi
{
    public static void Map(IEndpointRouteBuilder app, ILiveSystem system, NewsChannel news)
    {
        var events = app.MapGroup("/api/events").WithTags("events");
        events.MapGet("", (string? stream, string? phase, string? zone, string? since, string? until, string? before, string? limit) =>
                TypedResults.Ok(Page(system.Events, Queries.Events(stream, phase, zone, since, until, before, limit))))
            .WithSummary("Events, newest first; one row each, in its latest revision").ProducesProblem(400);
        events.MapGet("stream", (Delegate)news.FollowAsync)
            .WithSummary("Server-sent events: event, streams, model").Produces(200, contentType: "text/event-stream").ProducesProblem(503);
        events.MapGet("{key}", (string key) => system.Events.Find(key) is { } found ? (IResult)TypedResults.Ok(EventAnswer.Of(found.Row, found.History)) : Problems.NoEvent(key))
            .WithSummary("One event with its history and pictures").Produces<EventAnswer>().ProducesProblem(404);
        MapPicture(events, system, "raw", p => p.Frame.Raw);
        MapPicture(events, system, "heatmap", p => p.Frame.Heat);
        MapPicture(events, system, "overlay", p => p.Frame.Marked);
        MapPicture(events, system, "thumbnail", p => p.Thumbnail);
    }

    private static void MapPicture(RouteGroupBuilder events, ILiveSystem system, string name, Func<EventPictures, byte[]> picture) =>
        events.MapGet($"{{key}}/{name}.jpg", (string key) => system.Events.Find(key)?.Pictures is { } pictures ? (IResult)TypedResults.Bytes(picture(pictures), "image/jpeg") : Problems.NoEvent(key))
            .DisableRateLimiting().WithSummary($"Picture of an event: {name}").Produces(200, contentType: "image/jpeg").ProducesProblem(404);

    private static EventPage Page(EventFeed feed, EventQuery query)
    {
        var rows = feed.Page(query);
        return new EventPage([.. rows.Take(query.Limit).Select(EventAnswer.Of)], rows.Count > query.Limit ? rows[query.Limit - 1].Key : null);
    }
}
