using MinatoTracker.Domain;

namespace MinatoTracker.Service.Hosting;

/// <summary>What is wrong with a field.</summary>
public sealed record FieldError(RefusalCode Code, string? Detail);

/// <summary>422: every field that stands in the way, with a code for programs. 403 where the initiative is another section's.</summary>
public sealed class RefusedResult(ValueList<Refusal> refusals) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var errors = refusals.GroupBy(refusal => refusal.Field, StringComparer.Ordinal).ToDictionary(
            field => field.Key,
            field => field.Select(refusal => new FieldError(refusal.Code, refusal.Detail)).ToArray(),
            StringComparer.Ordinal);
        var otherSection = refusals.FirstOrDefault(refusal => refusal.Code == RefusalCode.OtherSection);
        return Results.Problem(
            statusCode: otherSection is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status403Forbidden,
            type: otherSection is null ? "urn:minato:problem:refused" : "urn:minato:problem:other-section",
            title: "Nothing was stored.",
            detail: otherSection is null ? null : $"The initiative belongs to {otherSection.Detail}, and its figures are entered by that section's people.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors }).ExecuteAsync(httpContext);
    }
}
