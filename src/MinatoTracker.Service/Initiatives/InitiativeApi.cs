using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Initiatives;

public static class InitiativeApi
{
    public static void MapInitiativeApi(this RouteGroupBuilder api)
    {
        var initiative = api.MapGroup("/plans/{plan}/initiatives/{code}");
        initiative.MapGet("", Show)
            .WithSummary("One initiative on a day. The ETag is the version to send back as If-Match.")
            .Produces<InitiativeView>().ProducesProblem(404).ProducesProblem(422);
        initiative.MapGet("/events", Events)
            .WithSummary("Everything recorded about the initiative, in the order recorded.")
            .Produces<EventPage>().ProducesProblem(404).ProducesProblem(422);
        initiative.MapPost("/actuals", RecordActual).WithSummary("Records what was reached for an indicator.").Writes(Permissions.Record);
        initiative.MapPost("/assessments", Assess).WithSummary("Gives the two-axis status and the narrative for a review.").Writes(Permissions.Record);
    }

    private static async Task<IResult> Show(
        string plan, string code, HttpContext http, PlanQueries plans, InitiativeQueries initiatives,
        TrackerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var query = PointInTimeQuery.Read(http.Request.Query, settings, time);
        if (query.Misread.Count > 0) return Problems.Refused(query.Misread);
        if (await plans.Plan(plan, query.At, cancellation) is not { } whole) return Problems.UnknownPlan(plan);
        if (whole.AllInitiatives().FirstOrDefault(row => row.Code == code) is not { } row) return Problems.UnknownInitiative(plan, code);
        if (await initiatives.Record(plan, row.RepeatedFrom ?? code, query.At, cancellation) is { } record)
            http.Response.Headers.ETag = Versions.ETag(record.Version);
        return Results.Ok(row);
    }

    private static async Task<IResult> Events(
        string plan, string code, HttpRequest request, InitiativeQueries initiatives,
        TrackerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var query = PointInTimeQuery.Read(request.Query, settings, time);
        var paging = new Fields(field => request.Query[field].FirstOrDefault());
        var (after, limit) = (paging.Number("after") ?? 0, Math.Clamp(paging.Number("limit") ?? 100, 1, 1000));
        ValueList<Refusal> misread = [.. query.Misread, .. paging.Misread];
        if (misread.Count > 0) return Problems.Refused(misread);
        return await initiatives.Record(plan, code, query.At, cancellation) is { } record
            ? Results.Ok(EventPage.Of(record, (long)after, (int)limit))
            : Problems.UnknownInitiative(plan, code);
    }

    private static Task<IResult> RecordActual(
        string plan, string code, HttpContext http, InitiativeCommands commands, CancellationToken cancellation) =>
        Posting.Answer(http, plan, code, (post, fields) =>
        {
            var actual = new Actual { Value = fields.Number("value"), Achieved = fields.YesOrNo("achieved"), Note = fields.Text("note") };
            var command = new RecordActual(
                new(post.By, fields.Date("effectiveDate", commands.Today)), post.Key("actualId"), fields.Required("indicator"), actual);
            return (command.ActualId, commands.Send(post.To(fields.Misread), command, cancellation));
        });

    private static Task<IResult> Assess(
        string plan, string code, HttpContext http, InitiativeCommands commands, CancellationToken cancellation) =>
        Posting.Answer(http, plan, code, (post, fields) =>
        {
            var command = new AssessStatus(
                new(post.By, fields.Date("effectiveDate", commands.Today)),
                fields.Required("review"),
                fields.RequiredChoice<AttainmentOutlook>("attainmentOutlook"),
                fields.Choice<ProgressStatus>("progressStatus"),
                fields.Text("narrative"));
            return (command.Review, commands.Send(post.To(fields.Misread), command, cancellation));
        });
}

/// <summary>A page of a timeline; <paramref name="Next"/> is the <c>after</c> of the next page, null on the last.</summary>
public sealed record EventPage(IReadOnlyList<EventItem> Items, long? Next)
{
    public static EventPage Of(InitiativeRecord record, long after, int limit)
    {
        var rest = record.Timeline.Where(entry => entry.Version > after).ToArray();
        var items = rest.Take(limit).Select(EventItem.Of).ToArray();
        return new(items, rest.Length > items.Length ? items[^1].Version : null);
    }
}

/// <param name="Data">The event as stored.</param>
public sealed record EventItem(
    Guid EventId, long Version, string Type, DateTimeOffset RecordedAt, DateOnly EffectiveDate, string By, Publication? Publication, JsonElement Data)
{
    public static EventItem Of(TimelineEntry entry) => new(
        entry.EventId, entry.Version, entry.Type, entry.RecordedAt,
        entry.Event.Provenance.EffectiveDate, entry.Event.Provenance.By, entry.Event.Provenance.Publication,
        JsonSerializer.SerializeToElement(entry.Event, entry.Event.GetType(), JsonShapes.Options));
}
