using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Hosting;

/// <summary>Failures as RFC 9457 problem details.</summary>
public static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails().AddExceptionHandler<ProblemHandler>();

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api"),
            api => api.UseStatusCodePages());
    }

    public static ProblemDetails Of(Exception failure) => failure switch
    {
        ConcurrencyConflictException conflict => new()
        {
            Status = StatusCodes.Status409Conflict,
            Type = "urn:minato:problem:stale-version",
            Title = "The version is stale.",
            Detail = conflict.Message,
            Extensions = { ["currentVersion"] = conflict.Actual },
        },
        EventLogUnavailableException => new()
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Type = "urn:minato:problem:database-unavailable",
            Title = "The database does not answer.",
            Detail = "PostgreSQL does not answer. Nothing was stored. The service goes on as soon as it answers again.",
        },
        BadHttpRequestException bad => new()
        {
            Status = bad.StatusCode,
            Type = "urn:minato:problem:bad-request",
            Title = "The request can't be read.",
            Detail = bad.InnerException?.Message ?? bad.Message,
        },
        _ => new()
        {
            Status = StatusCodes.Status500InternalServerError,
            Type = "urn:minato:problem:unexpected",
            Title = "Something went wrong here.",
            Detail = "The failure is in the service's log under this trace id.",
        },
    };

    private sealed class ProblemHandler(IProblemDetailsService writer) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (!context.Request.Path.StartsWithSegments("/api")) return false;
            var problem = Of(exception);
            context.Response.StatusCode = problem.Status!.Value;
            return await writer.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
        }
    }
}
