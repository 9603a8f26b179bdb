using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using DiCNet.App.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace DiCNet.App.Web;

/// <summary>Who may do what. With a token: bearer header or cookie. Without: this machine only, and no foreign page through its browser.</summary>
sealed class Access(ServerOptions options, TimeProvider clock)
{
    // Tells the page's script that there is a session to end; it opens nothing.
    private const string Hint = "dicnet_session";

    private static readonly TimeSpan s_session = TimeSpan.FromDays(30);
    private static readonly string[] s_open = ["/livez", "/readyz", "/startupz", "/login", "/login.css", "/icon.svg"];

    private readonly byte[]? _token = options.Token is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

    // Keys differ by purpose: what is in a cookie says nothing of the token.
    private readonly byte[] _key = options.Token is { } token ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "dicnet session"u8) : [];

    // Sessions that were logged out of, and the Unix second until which their cookies would still be good.
    private readonly ConcurrentDictionary<string, long> _ended = [];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, path) = (context.Request, context.Request.Path.Value ?? "/");
        if (_token is null && !IsLoopback(request.Host.Host))
        {
            // A foreign name that was made to point here would make its page one of this origin.
            await Problems.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "without server.token this server answers to localhost only; use that name in the address");
        }
        else if (Refusal(request, path) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
        }
        else if (_token is null || s_open.Contains(path, StringComparer.OrdinalIgnoreCase) || HasBearer(request) || HasCookie(context))
        {
            await next(context);
        }
        else if (HttpMethods.IsGet(request.Method) && path is "/" or "/index.html")
        {
            context.Response.Redirect("/login");
        }
        else
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "a token is needed: 'Authorization: Bearer ...', or log in at /login");
        }
    }

    /// <summary>Gives the client a cookie if it knows the token.</summary>
    public bool LogIn(HttpContext context, string token)
    {
        if (!IsToken(token))
        {
            return false;
        }

        var until = clock.GetUtcNow() + s_session;
        var session = $"{until.ToUnixTimeSeconds()}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        context.Response.Cookies.Append(CookieName(context), $"{session}.{Sign(session)}", Cookie(context, until));
        context.Response.Cookies.Append(Hint, "1", Cookie(context, until, hidden: false));
        return true;
    }

    /// <summary>Takes the cookie back; a copy of it opens nothing any more while this process runs.</summary>
    public void LogOut(HttpContext context)
    {
        if (Session(context) is var (session, until))
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            foreach (var past in _ended.Where(e => e.Value <= now))
            {
                _ended.TryRemove(past);
            }

            _ended[session] = until;
        }

        context.Response.Cookies.Delete(CookieName(context), Cookie(context, null));
        context.Response.Cookies.Delete(Hint, Cookie(context, null, hidden: false));
    }

    private static CookieOptions Cookie(HttpContext context, DateTimeOffset? until, bool hidden = true) => new()
    {
        HttpOnly = hidden, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", Expires = until,
    };

    // Cookies do not know ports: two servers on one machine must not take each other's.
    private static string CookieName(HttpContext context) => $"dicnet-{context.Connection.LocalPort}";

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A change that a page of another origin asks for. Browsers name the origin; forms without it have a form's content type.</summary>
    private static ProblemHttpResult? Refusal(HttpRequest request, string path)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        // No-referrer makes a form's origin "null", its own too. Logging in needs the token, logging out harms nobody.
        var (origin, form) = (request.Headers.Origin.ToString(), path is "/login" or "/logout");
        if (origin.Length > 0 && !(form && origin == "null"))
        {
            var own = origin.IndexOf("://", StringComparison.Ordinal) is > 0 and var at && origin[(at + 3)..].Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
            return own ? null : Problems.Of(StatusCodes.Status403Forbidden, "a page of another origin may not change anything here");
        }

        var sentByForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) || type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase));
        return sentByForm && !form ? Problems.Of(StatusCodes.Status415UnsupportedMediaType, "a form cannot change anything here; send application/json or application/yaml") : null;
    }

    private bool HasBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && IsToken(header["Bearer ".Length..].Trim());

    private bool HasCookie(HttpContext context) => Session(context) is var (session, _) && !_ended.ContainsKey(session);

    /// <summary>The session of a cookie that this server gave and that has not run out, and the Unix second when it does.</summary>
    private (string Name, long Until)? Session(HttpContext context) =>
        context.Request.Cookies[CookieName(context)]?.Split('.') is [var until, var nonce, var signature]
        && long.TryParse(until, out var seconds) && seconds > clock.GetUtcNow().ToUnixTimeSeconds()
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign($"{until}.{nonce}")))
            ? ($"{until}.{nonce}", seconds)
            : null;

    private bool IsToken(string token) => _token is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), _token);

    private string Sign(string session) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(session)));
}
