using DiCNet.App.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiCNet.App.Web;

/// <summary>The configuration in effect, and trying and applying another.</summary>
static class ConfigApi
{
    public static void Map(IEndpointRouteBuilder app, ILiveSystem system)
    {
        app.MapGet("/api/config", () => TypedResults.Text(Redactor.Clean(system.ConfigText), "text/yaml; charset=utf-8"))
            .WithTags("config").WithSummary("The configuration in effect, without secrets").Produces<string>(200, "text/yaml");
        app.MapPost("/api/config", async (HttpRequest request, string? apply) =>
        {
            var really = Queries.Flag("apply", apply, otherwise: false);
            var yaml = await Bodies.YamlAsync(request);
            return TypedResults.Ok(really ? await system.ApplyAsync(yaml) : system.Check(yaml));
        }).WithTags("config").WithSummary("What a configuration changes, key by key; with apply=true it takes effect").Accepts<string>(Bodies.Yaml[0], Bodies.Yaml[1..])
            .Produces<ConfigPlan>().ProducesProblem(400).ProducesProblem(422);
    }
}
