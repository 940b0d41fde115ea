using MinatoTracker.Domain;

namespace MinatoTracker.Service.Hosting;

/// <summary>What is wrong with a field.</summary>
public sealed record FieldError(RefusalCode Code, string? Detail);

/// <summary>422: every field that stands in the way, with a code for programs and a sentence for people.</summary>
public sealed class RefusedResult(ValueList<Refusal> refusals) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var errors = refusals.GroupBy(refusal => refusal.Field, StringComparer.Ordinal).ToDictionary(
            field => field.Key,
            field => field.Select(refusal => new FieldError(refusal.Code, refusal.Detail)).ToArray(),
            StringComparer.Ordinal);
        return Results.Problem(
            statusCode: StatusCodes.Status422UnprocessableEntity,
            type: "urn:minato:problem:refused",
            title: "Nothing was stored.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors }).ExecuteAsync(httpContext);
    }
}
