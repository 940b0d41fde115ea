using System.Text.Json;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Policies;

public static class PolicyApi
{
    public static void MapPolicyApi(this RouteGroupBuilder api)
    {
        api.MapGet("/reminder-policy", Show)
            .RequireAuthorization()
            .WithSummary("When the office reminds and whom, on a day, and every change so far. The ETag is the version to send back as If-Match.")
            .Produces<PolicyAnswer>().ProducesProblem(401).ProducesProblem(422);
        api.MapPut("/reminder-policy", Change)
            .WithSummary("Sets the whole policy, from a day on and with a reason. What stays as it is records nothing.")
            .Writes(Permissions.Administer);
    }

    private static async Task<IResult> Show(HttpContext http, PolicyDesk desk, CancellationToken cancellation)
    {
        var fields = new Fields(field => http.Request.Query[field].FirstOrDefault());
        var day = fields.Date("on", desk.Today);
        if (fields.Misread.Count > 0) return Problems.Refused(fields.Misread);
        var facts = await desk.Read(cancellation);
        http.Response.Headers.ETag = Versions.ETag(facts.Version);
        return Results.Ok(PolicyAnswer.Of(facts, day));
    }

    private static Task<IResult> Change(HttpContext http, PolicyDesk desk, CancellationToken cancellation) =>
        Posting.Answer(http, "", "", (post, fields) =>
            ("reminder-policy", desk.Change(post.By, fields, post.To(fields.Misread).Expected, cancellation)));
}

/// <param name="On">The day that it is asked for.</param>
/// <param name="Policy">Can be sent back as it is, with a reason.</param>
public sealed record PolicyAnswer(DateOnly On, PolicySettings Policy, IReadOnlyList<PolicyChangeItem> Changes)
{
    public static PolicyAnswer Of(PolicyFacts facts, DateOnly day) =>
        new(day, facts.Register.On(day), [.. facts.Changes.Select(PolicyChangeItem.Of)]);
}

/// <param name="Data">The event as stored.</param>
public sealed record PolicyChangeItem(
    long Version, string Type, DateTimeOffset RecordedAt, DateOnly EffectiveDate, string By, string Reason, JsonElement Data)
{
    public static PolicyChangeItem Of(PolicyChange change) => new(
        change.Version, EventTypes.ToStore(change.Event).Type, change.RecordedAt, change.Event.Provenance.EffectiveDate,
        change.Event.Provenance.By, change.Event.Reason, JsonSerializer.SerializeToElement(change.Event, change.Event.GetType(), JsonShapes.Options));
}
