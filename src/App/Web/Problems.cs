using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DiCNet.App.Web;

/// <summary>What is wrong, as application/problem+json: for people, without secrets, without insides.</summary>
static class Problems
{
    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(Redactor.Clean(detail), statusCode: status);

    public static Task WriteAsync(HttpContext context, int status, string detail) => Of(status, detail).ExecuteAsync(context);

    /// <summary>For answers that the framework gives without a word.</summary>
    public static Task ExplainAsync(HttpContext context) => WriteAsync(context, context.Response.StatusCode, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "there is nothing at this address",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not allowed at this address; see the header Allow",
        StatusCodes.Status415UnsupportedMediaType => "the body has another content type than this address takes",
        _ => "the request cannot be answered",
    });

    public static ProblemHttpResult NoStream(string id) => Of(StatusCodes.Status404NotFound, $"there is no stream '{Shown(id)}'; /api/streams lists them");

    public static ProblemHttpResult NoEvent(string key) => Of(StatusCodes.Status404NotFound, $"there is no event '{Shown(key)}', or it is no longer remembered");

    /// <summary>Words of the client, cut to what helps.</summary>
    public static string Shown(string text) => text.Length > 80 ? text[..80] + "..." : text;
}
