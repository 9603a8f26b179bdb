using System.Net;
using System.Threading.RateLimiting;
using DiCNet.App.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DiCNet.App.Web;

/// <summary>How much a client may ask for, and how slowly.</summary>
static class Limits
{
    /// <summary>Name of the policy for attempts to log in.</summary>
    public const string Logins = "logins";

    private const int LoginsPerMinute = 10;
    private const int MostConnections = 4096;

    public static void Set(KestrelServerLimits limits, ServerOptions options)
    {
        limits.MaxRequestBodySize = options.BodyKilobytes * 1024L;
        limits.MaxRequestLineSize = 4096;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }

    public static void Set(RateLimiterOptions limiter, ServerOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter =
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? $"{Math.Max(1, Math.Ceiling(after.TotalSeconds))}" : "1";
            return new ValueTask(Problems.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "too many requests; wait as long as the header Retry-After says"));
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(Client(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RequestsPerSecond, TokensPerPeriod = options.RequestsPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
        limiter.AddPolicy(Logins, context => RateLimitPartition.GetFixedWindowLimiter(Client(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = LoginsPerMinute, Window = TimeSpan.FromMinutes(1),
        }));
    }

    private static IPAddress Client(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}
