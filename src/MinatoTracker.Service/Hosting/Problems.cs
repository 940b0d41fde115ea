using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MinatoTracker.Domain;
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

    public static IResult UnknownPlan(string plan) =>
        NotFound("unknown-plan", "There is no such plan on that day.", $"No plan {plan} is in force at the point asked for.");

    public static IResult UnknownInitiative(string plan, string code) =>
        NotFound("unknown-initiative", "There is no such initiative on that day.", $"Plan {plan} lists no {code} at the point asked for.");

    public static IResult UnknownReview(string plan, string review) =>
        NotFound("unknown-review", "There is no such review.", $"Plan {plan} has no review {review}.");

    public static IResult NotAnObject() => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, type: "urn:minato:problem:bad-request", title: "The body is no JSON object.");

    /// <summary>422 with every field named, or 404 where the initiative itself is not there.</summary>
    public static IResult Refused(ValueList<Refusal> refusals, string plan = "", string code = "")
    {
        if (refusals.Any(refusal => refusal.Code == RefusalCode.UnknownInitiative)) return UnknownInitiative(plan, code);
        return new RefusedResult(refusals);
    }

    public static IResult Stale(HttpContext http, ConcurrencyConflictException conflict, int status)
    {
        var problem = Of(conflict);
        problem.Status = status;
        http.Response.Headers.ETag = Versions.ETag(conflict.Actual);
        return Results.Problem(problem);
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

    private static IResult NotFound(string type, string title, string detail) => Results.Problem(
        statusCode: StatusCodes.Status404NotFound, type: $"urn:minato:problem:{type}", title: title, detail: detail);

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
