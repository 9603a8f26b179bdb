using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DiCNet.App.Web;

/// <summary>Reads what a client sends, within the server's limit. What is wrong with it is a <see cref="BadHttpRequestException"/>.</summary>
static class Bodies
{
    public static readonly string[] Yaml = ["application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml"];
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Generated code forgets the defaults of members that are only set at the beginning (dotnet/runtime#58770); what is read is read by reflection.
    private static readonly JsonSerializerOptions s_json = new(WebJson.Default.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static async Task<T> JsonAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(await ReadAsync(request, "application/json"), s_json) ?? throw new BadHttpRequestException("the body is null; send an object");
        }
        catch (JsonException e)
        {
            // The serialiser's own text names types; what stands before is enough.
            var what = e.InnerException is JsonException ? "is not JSON" : "does not fit";
            throw new BadHttpRequestException($"the body {what} at {Problems.Shown(e.Path ?? "$")}, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}; /openapi.json says what is expected", e);
        }
    }

    public static async Task<string> YamlAsync(HttpRequest request)
    {
        try
        {
            return s_strict.GetString(await ReadAsync(request, Yaml));
        }
        catch (DecoderFallbackException e)
        {
            throw new BadHttpRequestException("the body is not UTF-8", e);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, params string[] types)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException($"send the body as {types[0]}", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }
}
