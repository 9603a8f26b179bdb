using DiCNet.App.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiCNet.App.Web;

/// <summary>The model that decides, and swapping it.</summary>
static class ModelApi
{
    public static void Map(IEndpointRouteBuilder app, ILiveSystem system)
    {
        var swapping = new SemaphoreSlim(1);
        app.MapGet("/api/model", () => system.Model is { } model ? (IResult)TypedResults.Ok(Shown(model)) : Loading())
            .WithTags("model").WithSummary("The model that decides").Produces<ModelStatus>().ProducesProblem(503);
        app.MapPost("/api/model", async (HttpRequest request) =>
        {
            var choice = await Bodies.JsonAsync<ModelChoice>(request);
            if (!await swapping.WaitAsync(0))
            {
                return Problems.Of(StatusCodes.Status409Conflict, "a model is being swapped; wait for the end of that");
            }

            try
            {
                return (IResult)TypedResults.Ok(Shown(await system.SwapAsync(choice.Bundle)));
            }
            finally
            {
                swapping.Release();
            }
        }).WithTags("model").WithSummary("Lets another bundle decide").Accepts<ModelChoice>("application/json").Produces<ModelStatus>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
    }

    private static ProblemHttpResult Loading() => Problems.Of(StatusCodes.Status503ServiceUnavailable, "the model is being loaded; /startupz says when that is over");

    public static ModelStatus Shown(ModelStatus model) => model with { LastRefusal = model.LastRefusal is { } reason ? Redactor.Clean(reason) : null };
}
