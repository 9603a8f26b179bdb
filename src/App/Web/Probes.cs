using DiCNet.App.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace DiCNet.App.Web;

/// <summary>What machines ask: the three probes, and the metrics.</summary>
static class Probes
{
    public static void Map(IEndpointRouteBuilder app, ILiveSystem system)
    {
        MapProbe(app, "/livez", "Whether the stages are alive", () => system.NotAlive);
        MapProbe(app, "/readyz", "Whether the model is warm and a source delivers", () => system.NotReady);
        MapProbe(app, "/startupz", "Whether the start is over", () => system.NotStarted);
        app.MapGet("/metrics", async (HttpContext context) =>
        {
            // Into memory first: a client that reads slowly must not hold the registry, nor a fault come after the status.
            using var text = new MemoryStream();
            await system.Registry.CollectAndExportAsTextAsync(text, context.RequestAborted);
            return TypedResults.Bytes(text.ToArray(), PrometheusConstants.TextContentTypeWithVersionAndEncoding);
        }).WithTags("probes").WithSummary("Metrics in the text format of Prometheus").Produces<string>(200, "text/plain");
    }

    private static void MapProbe(IEndpointRouteBuilder app, string path, string summary, Func<string?> problem) =>
        app.MapMethods(path, ["GET", "HEAD"], () => problem() is { } reason
                ? (IResult)Problems.Of(StatusCodes.Status503ServiceUnavailable, reason)
                : TypedResults.Text("ok"))
            .DisableRateLimiting().WithTags("probes").WithSummary(summary).Produces<string>(200, "text/plain").ProducesProblem(503);
}
