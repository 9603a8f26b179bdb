using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiCNet.App.Web;

/// <summary>The way in for people with a browser.</summary>
static class Login
{
    public static void Map(IEndpointRouteBuilder app, Access access)
    {
        app.MapPost("/login", async (HttpContext context) =>
        {
            if (!context.Request.HasFormContentType)
            {
                return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "send the token as the field 'token' of a form; programs send it as bearer");
            }

            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var known = access.LogIn(context, form["token"].ToString());
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = known ? "/" : "/login#wrong";
            return (IResult)Results.Empty;
        }).RequireRateLimiting(Limits.Logins).ExcludeFromDescription();

        app.MapPost("/logout", (HttpContext context) =>
        {
            access.LogOut(context);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/login";
            return Results.Empty;
        }).ExcludeFromDescription();
    }
}
