using Microsoft.AspNetCore.Http;

namespace DiCNet.App.Web;

/// <summary>The outermost step: whatever goes wrong in a request becomes a problem, and a bug a line in the log as well.</summary>
sealed class FaultHandling(Action<string> log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; there is nobody to answer.
        }
        catch (Exception e) when (context.Response.HasStarted)
        {
            Report(context, e);
            context.Abort();
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode, e.Message);
        }
        catch (UserError e)
        {
            await AnswerAsync(context, StatusCodes.Status422UnprocessableEntity, e.Message);
        }
        catch (Exception e)
        {
            Report(context, e);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "this is a fault of dicnet; its log says more");
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string detail)
    {
        context.Response.ContentType = null;
        context.Response.ContentLength = null;
        return Problems.WriteAsync(context, status, detail);
    }

    private void Report(HttpContext context, Exception e)
    {
        if (e is not IOException)
        {
            log(Redactor.Clean($"{context.Request.Method} {Problems.Shown(context.Request.Path)} failed: {e}"));
        }
    }
}
