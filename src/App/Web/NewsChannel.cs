using System.Globalization;
using System.Text;
using System.Text.Json;
using DiCNet.App.Live;
using Microsoft.AspNetCore.Http;

namespace DiCNet.App.Web;

/// <summary>Server-sent events: each event in its latest revision, all streams each second, the model when it changes.</summary>
/// <remarks>Every message carries the number of the last change that was sent, so a client that comes back misses nothing that is remembered.</remarks>
sealed class NewsChannel(ILiveSystem system, TimeProvider clock, CancellationToken serverStops)
{
    private const int MostFollowers = 256;
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);
    private int _followers;

    public async Task<IResult> FollowAsync(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _followers) > MostFollowers)
            {
                context.Response.Headers.RetryAfter = "10";
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, $"{MostFollowers} clients follow the news already; close one");
            }

            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            using var answer = new LongAnswer(context, serverStops);
            await answer.RunAsync(() => SendAsync(answer, FirstSeen(context.Request)));
            return Results.Empty;
        }
        finally
        {
            Interlocked.Decrement(ref _followers);
        }
    }

    private long FirstSeen(HttpRequest request)
    {
        var last = system.Events.LastChange;
        return long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? (seen > last ? 0 : seen) : last;
    }

    private async Task SendAsync(LongAnswer answer, long seen)
    {
        using var timer = new PeriodicTimer(s_period, clock);
        var tick = Task.FromResult(true);
        ModelStatus? model = null;
        answer.Write("retry: 2000\n\n"u8);
        while (true)
        {
            foreach (var row in system.Events.ChangedSince(seen))
            {
                seen = row.Change;
                Write(answer, "event", seen, JsonSerializer.SerializeToUtf8Bytes(EventAnswer.Of(row), WebJson.Default.EventAnswer));
            }

            if (tick.IsCompleted)
            {
                Write(answer, "streams", seen, JsonSerializer.SerializeToUtf8Bytes(StreamAnswer.All(system), WebJson.Default.IReadOnlyListStreamAnswer));
                if (system.Model is { } now && now != model)
                {
                    model = now;
                    Write(answer, "model", seen, JsonSerializer.SerializeToUtf8Bytes(ModelApi.Shown(now), WebJson.Default.ModelStatus));
                }

                tick = timer.WaitForNextTickAsync(answer.End).AsTask();
            }

            await answer.FlushAsync();
            await (await Task.WhenAny(tick, system.Events.ChangeAsync(seen)));
        }
    }

    private static void Write(LongAnswer answer, string name, long change, byte[] json)
    {
        answer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {change}\ndata: ")));
        answer.Write(json);
        answer.Write("\n\n"u8);
    }
}
