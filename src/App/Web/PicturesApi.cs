using System.Globalization;
using System.Text;
using System.Threading.Channels;
using DiCNet.App.Live;
using DiCNet.Render;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiCNet.App.Web;

/// <summary>The pictures of the streams, moving and still.</summary>
static class PicturesApi
{
    private const string Boundary = "dicnet-picture";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app, ILiveSystem system, CancellationToken serverStops)
    {
        var pictures = app.MapGroup("/api/streams/{id}").WithTags("pictures").DisableRateLimiting();
        pictures.MapGet("live.mjpeg", (HttpContext context, string id, string? view) => WatchAsync(context, system, id, Queries.View(view), serverStops))
            .WithSummary("Pictures as they come, for <img>; view is raw, heatmap or overlay").Produces(200, contentType: "multipart/x-mixed-replace").ProducesProblem(404).ProducesProblem(503);
        pictures.MapGet("latest.jpg", (string id, string? view) => LatestAsync(system, id, Queries.View(view)))
            .WithSummary("The newest picture; view is raw, heatmap or overlay").Produces(200, contentType: "image/jpeg").ProducesProblem(404).ProducesProblem(503);
        pictures.MapGet("heatmap.jpg", (string id) => LatestAsync(system, id, ViewKind.Heatmap))
            .WithSummary("The newest scores as a picture").Produces(200, contentType: "image/jpeg").ProducesProblem(404).ProducesProblem(503);
    }

    private static async Task<IResult> LatestAsync(ILiveSystem system, string id, ViewKind view)
    {
        if (system.Find(id) is not { } stream)
        {
            return Problems.NoStream(id);
        }

        return await stream.LatestAsync(view, s_patience) is { } picture
            ? TypedResults.Bytes(picture, "image/jpeg")
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, $"stream '{id}' has given no picture yet; /api/streams/{id} says why");
    }

    private static async Task<IResult> WatchAsync(HttpContext context, ILiveSystem system, string id, ViewKind view, CancellationToken serverStops)
    {
        if (system.Find(id) is not { } stream)
        {
            return Problems.NoStream(id);
        }

        if (stream.Watch(view) is not var (pictures, leave))
        {
            context.Response.Headers.RetryAfter = "10";
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, $"stream '{id}' has as many viewers as it may have; close one, or raise its outputs.viewers");
        }

        using var left = leave;
        context.Response.ContentType = $"multipart/x-mixed-replace; boundary={Boundary}";
        using var answer = new LongAnswer(context, serverStops);
        await answer.RunAsync(() => SendAsync(pictures, answer));
        return Results.Empty;
    }

    private static async Task SendAsync(ChannelReader<byte[]> pictures, LongAnswer answer)
    {
        answer.Write(Encoding.ASCII.GetBytes($"--{Boundary}\r\n"));
        await answer.FlushAsync();
        while (await pictures.WaitToReadAsync(answer.End))
        {
            while (pictures.TryRead(out var picture))
            {
                // The boundary goes with the picture that it ends: browsers show a picture when they see its end.
                answer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n")));
                answer.Write(picture);
                answer.Write(Encoding.ASCII.GetBytes($"\r\n--{Boundary}\r\n"));
                await answer.FlushAsync();
            }
        }
    }
}
