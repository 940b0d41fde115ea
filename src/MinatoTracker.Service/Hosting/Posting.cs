using System.Security.Claims;
using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Hosting;

/// <summary>What every POST about an initiative has in common: who sends it, on which version it builds, how it is answered.</summary>
public sealed class Posting
{
    private readonly string plan;
    private readonly string code;
    private readonly HttpRequest request;
    private readonly Fields fields;

    private Posting(HttpContext http, string plan, string code, Fields fields) =>
        (request, this.plan, this.code, this.fields) = (http.Request, plan, code, fields);

    public string By => request.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier)
        ?? throw new InvalidOperationException("Writing needs a signed-in person; the route lacks its policy.");

    /// <summary>The id that makes a repetition recognisable: told in the body or by Idempotency-Key, or else new.</summary>
    public string Key(string field) =>
        fields.Text(field) ?? request.Headers["Idempotency-Key"].FirstOrDefault() ?? Guid.CreateVersion7().ToString("N");

    public Addressed To(ValueList<Refusal> misread)
    {
        var expected = Versions.IfMatch(request) ?? (long?)fields.Number("expectedVersion");
        return new(plan, code, By, expected, misread);
    }

    /// <param name="send">Builds the command from the body's fields and sends it; tells the id of what it records.</param>
    public static async Task<IResult> Answer(
        HttpContext http, string plan, string code, Func<Posting, Fields, (string Id, Task<Outcome> Outcome)> send)
    {
        var body = await JsonBody.Read(http.Request);
        if (body is null) return Problems.NotAnObject();
        var fields = new Fields(body.Text);
        try
        {
            var (id, sent) = send(new Posting(http, plan, code, fields), fields);
            var outcome = await sent;
            if (outcome.Decision.IsRefused) return Problems.Refused(outcome.Decision.Refusals, plan, code);
            http.Response.Headers.ETag = Versions.ETag(outcome.Version);
            var answer = new PostAnswer(id, outcome.Version, outcome.RecordedAt);
            return outcome.RecordedAt is null ? Results.Ok(answer) : Results.Json(answer, statusCode: StatusCodes.Status201Created);
        }
        catch (ConcurrencyConflictException conflict) when (Versions.IfMatch(http.Request) is not null)
        {
            return Problems.Stale(http, conflict, StatusCodes.Status412PreconditionFailed);
        }
        catch (ConcurrencyConflictException conflict)
        {
            return Problems.Stale(http, conflict, StatusCodes.Status409Conflict);
        }
    }
}

/// <param name="RecordedAt">Null where it stood already, so that nothing was recorded.</param>
public sealed record PostAnswer(string Id, long Version, DateTimeOffset? RecordedAt);

/// <summary>Stream versions as entity tags.</summary>
public static class Versions
{
    public static string ETag(long version) => $"\"{version}\"";

    public static long? IfMatch(HttpRequest request) =>
        long.TryParse(request.Headers.IfMatch.FirstOrDefault()?.Trim('"'), out var version) ? version : null;
}

/// <summary>A JSON object whose values are read as people typed them: a number and its text are the same.</summary>
internal sealed class JsonBody(JsonElement root)
{
    /// <returns>Null where the body is no JSON object. No body at all is an empty one.</returns>
    public static async Task<JsonBody?> Read(HttpRequest request)
    {
        if (request.ContentLength == 0 || request.ContentType is null) return new(JsonElement.Parse("{}"));
        try
        {
            var root = await request.ReadFromJsonAsync<JsonElement>(request.HttpContext.RequestAborted);
            return root.ValueKind == JsonValueKind.Object ? new(root) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public string? Text(string field) => root.TryGetProperty(field, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        }
        : null;
}
