using DiCNet.App.Live;
using DiCNet.App.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiCNet.App.Web;

/// <summary>The streams: what they are doing, and adding, removing, pausing and resuming them.</summary>
static class StreamsApi
{
    public static void Map(IEndpointRouteBuilder app, ILiveSystem system)
    {
        var streams = app.MapGroup("/api/streams").WithTags("streams");
        streams.MapGet("", () => TypedResults.Ok(StreamAnswer.All(system))).WithSummary("All streams");
        streams.MapGet("{id}", (string id) => system.Find(id) is { } stream ? (IResult)TypedResults.Ok(StreamAnswer.Of(stream)) : Problems.NoStream(id))
            .WithSummary("One stream").Produces<StreamAnswer>().ProducesProblem(404);
        streams.MapPost("", (HttpRequest request) => AddAsync(system, request))
            .WithSummary("Adds a stream").Accepts<StreamOptions>("application/json").Produces<StreamAnswer>(201).ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
        streams.MapDelete("{id}", async (string id) => await system.RemoveAsync(id) ? (IResult)TypedResults.NoContent() : Problems.NoStream(id))
            .WithSummary("Takes a stream out").Produces(204).ProducesProblem(404);
        streams.MapPost("{id}/pause", (string id) => Done(system.Pause(id), id)).WithSummary("Lets a stream rest").Produces(204).ProducesProblem(404);
        streams.MapPost("{id}/resume", (string id) => Done(system.Resume(id), id)).WithSummary("Lets a stream go on").Produces(204).ProducesProblem(404);
    }

    private static IResult Done(bool known, string id) => known ? TypedResults.NoContent() : Problems.NoStream(id);

    private static async Task<IResult> AddAsync(ILiveSystem system, HttpRequest request)
    {
        var options = await Bodies.JsonAsync<StreamOptions>(request);
        Redactor.LearnAddress(options.Uri);
        if (system.Find(options.Id) is not null)
        {
            return Problems.Of(StatusCodes.Status409Conflict, $"there is a stream '{Problems.Shown(options.Id)}' already; choose another id");
        }

        var stream = await system.AddAsync(options);
        return TypedResults.Created($"/api/streams/{stream.Id}", StreamAnswer.Of(stream));
    }
}
