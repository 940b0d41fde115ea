using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Hosting;

/// <summary>What every POST about an initiative or a review has in common: who sends it, on which version it builds, how it is answered.</summary>
public sealed class Posting
{
    private readonly string plan;
    private readonly string key;
    private readonly HttpRequest request;
    private readonly JsonBody body;
    private readonly Fields fields;

    private Posting(HttpContext http, string plan, string key, JsonBody body, Fields fields) =>
        (request, this.plan, this.key, this.body, this.fields) = (http.Request, plan, key, body, fields);

    public string By => request.HttpContext.User.PersonId()
        ?? throw new InvalidOperationException("Writing needs a signed-in person; the route lacks its policy.");

    /// <summary>The id that makes a repetition recognisable: told in the body or by Idempotency-Key, or else new.</summary>
    public string Key(string field) =>
        fields.Text(field) ?? request.Headers["Idempotency-Key"].FirstOrDefault() ?? Guid.CreateVersion7().ToString("N");

    /// <summary>The objects of an array in the body; none where there is no such array.</summary>
    public IEnumerable<Fields> Items(string field) => body.Items(field).Select(item => new Fields(item.Text));

    /// <summary>The texts of an array in the body, each trimmed; null where there is no such array.</summary>
    public ValueList<string>? Texts(string field) => body.Texts(field)?.Select(text => text.Trim()).ToValueList();

    public Addressed To(ValueList<Refusal> misread)
    {
        var expected = Versions.IfMatch(request) ?? (long?)fields.Number("expectedVersion");
        return new(plan, key, By, expected, misread, request.HttpContext.User.BoundTo());
    }

    /// <param name="code">The initiative's.</param>
    /// <param name="send">Builds the command from the body's fields and sends it; tells the id of what it records.</param>
    public static Task<IResult> Answer(
        HttpContext http, string plan, string code, Func<Posting, Fields, (string Id, Task<Outcome> Outcome)> send) =>
        Answer(http, plan, code, send, Problems.Refused);

    /// <param name="review">Key of the review; null where the body tells it.</param>
    /// <param name="send">As for an initiative.</param>
    public static Task<IResult> AnswerAboutReview(
        HttpContext http, string plan, string? review, Func<Posting, Fields, (string Id, Task<Outcome> Outcome)> send) =>
        Answer(http, plan, review ?? "", send, Problems.RefusedAboutReview);

    private static async Task<IResult> Answer(
        HttpContext http, string plan, string key, Func<Posting, Fields, (string Id, Task<Outcome> Outcome)> send,
        Func<ValueList<Refusal>, string, string, IResult> refused)
    {
        var body = await JsonBody.Read(http.Request);
        if (body is null) return Problems.NotAnObject();
        var fields = new Fields(body.Text);
        try
        {
            var (id, sent) = send(new Posting(http, plan, key, body, fields), fields);
            var outcome = await sent;
            if (outcome.Decision.IsRefused) return refused(outcome.Decision.Refusals, plan, key);
            http.Response.Headers.ETag = Versions.ETag(outcome.Version);
            var answer = new PostAnswer(id, outcome.Version, outcome.RecordedAt, outcome.ClosedDays);
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
/// <param name="ClosedDays">Days in it on which the office is closed, each with the next business day; left out where there are none.</param>
public sealed record PostAnswer(string Id, long Version, DateTimeOffset? RecordedAt, ValueList<ClosedDay>? ClosedDays = null);

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

    public string? Text(string field) => root.TryGetProperty(field, out var value) ? Text(value) : null;

    public IEnumerable<string>? Texts(string field) =>
        root.TryGetProperty(field, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(item => Text(item) ?? "")
            : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    public IEnumerable<JsonBody> Items(string field) =>
        root.TryGetProperty(field, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new JsonBody(item))
            : [];
}
