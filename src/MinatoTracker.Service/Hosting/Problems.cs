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

    public static IResult UnknownJob(string job) => NotFound("unknown-job", "There is no such job.", $"No job is called {job}.");

    public static IResult NotAnObject() => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, type: "urn:minato:problem:bad-request", title: "The body is no JSON object.");

    /// <summary>422 with every field named, or 404 where the initiative itself is not there.</summary>
    public static IResult Refused(ValueList<Refusal> refusals, string plan = "", string code = "")
    {
        if (refusals.Any(refusal => refusal.Code == RefusalCode.UnknownInitiative)) return UnknownInitiative(plan, code);
        return new RefusedResult(refusals);
    }

    /// <summary>As <see cref="Refused"/>; an initiative that is not there is a mistake in the body.</summary>
    public static IResult RefusedAboutReview(ValueList<Refusal> refusals, string plan, string review)
    {
        if (refusals.Any(refusal => refusal.Code == RefusalCode.UnknownPlan)) return UnknownPlan(plan);
        if (refusals.Any(refusal => refusal.Code == RefusalCode.UnknownReview)) return UnknownReview(plan, review);
        return new RefusedResult(refusals);
    }

    public static IResult Stale(HttpContext http, ConcurrencyConflictException conflict, int status)
    {
        var problem = Of(conflict);
        problem.Status = status;
        http.Response.Headers.ETag = Versions.ETag(conflict.Actual);
        return Results.Problem(problem);
    }

    /// <summary>Tells programs and browsers that it is worth asking again, and when.</summary>
    public static void TryAgainSoon(this HttpResponse response) => response.Headers.RetryAfter = "5";

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
            Detail = $"{failure.Message} What was sent may have been stored or not: send the same again, with the same Idempotency-Key, "
                + "and it is stored once. The service goes on by itself as soon as PostgreSQL answers.",
        },
        UnfitEventException => new()
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Type = "urn:minato:problem:unfit",
            Title = "Nothing was stored.",
            Detail = failure.Message,
        },
        UnreadableEventException unreadable => new()
        {
            Status = StatusCodes.Status500InternalServerError,
            Type = "urn:minato:problem:unreadable-event",
            Title = "A recorded event can't be read.",
            Detail = $"{unreadable.Message} What rests on it can't be shown; everything else can. \"ops/minato doctor\" lists all such events.",
            Extensions =
            {
                ["position"] = unreadable.Position,
                ["eventId"] = unreadable.EventId,
                ["stream"] = unreadable.Stream,
                ["eventType"] = unreadable.Type,
            },
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

    private sealed class ProblemHandler(IProblemDetailsService writer, DatabaseState database) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (!context.Request.Path.StartsWithSegments("/api")) return false;
            // Before the schema is in place, whatever fails fails for that.
            var problem = Of(database.IsReady ? exception : new EventLogUnavailableException("The database's schema is not in place yet.", exception));
            context.Response.StatusCode = problem.Status!.Value;
            if (problem.Status == StatusCodes.Status503ServiceUnavailable) context.Response.TryAgainSoon();
            return await writer.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
        }
    }
}
