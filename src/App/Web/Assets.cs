using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace DiCNet.App.Web;

/// <summary>The files of the page. They are part of the assembly: found from anywhere, and no path leads to another file.</summary>
static class Assets
{
    private const string Prefix = "wwwroot/";

    public static void Map(IEndpointRouteBuilder app)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var types = new FileExtensionContentTypeProvider();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Prefix.Length..].Replace('\\', '/');
            var type = types.TryGetContentType(name, out var known) ? known : "application/octet-stream";
            Map(app, "/" + name, bytes, type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type);
            if (name is "index.html" or "login.html")
            {
                Map(app, name == "index.html" ? "/" : "/login", bytes, "text/html; charset=utf-8");
            }
        }
    }

    private static void Map(IEndpointRouteBuilder app, string path, byte[] bytes, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
        app.MapMethods(path, ["GET", "HEAD"], (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(bytes, type, entityTag: tag);
        }).DisableRateLimiting().ExcludeFromDescription();
    }
}
