using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Targets;

public static class TargetApi
{
    public static void MapTargetApi(this RouteGroupBuilder api)
    {
        var initiative = api.MapGroup("/plans/{plan}/initiatives/{code}");
        initiative.MapGet("/target-history", History)
            .WithSummary("Why: every target of the initiative, what it was revised to, and the reason.")
            .Produces<TargetHistoryAnswer>().ProducesProblem(404).ProducesProblem(422);
        initiative.MapPost("/target-revisions", Propose).WithSummary("Proposes a target revision.").Writes(Permissions.Propose);
        initiative.MapPost("/target-revisions/{id}/approve", Approve)
            .WithSummary("Approves a proposed revision; not for the person who proposed it.").Writes(Permissions.Approve);
        initiative.MapPost("/target-revisions/{id}/return", Return).WithSummary("Returns a proposed revision with a reason.").Writes(Permissions.Approve);
    }

    private static async Task<IResult> History(
        string plan, string code, HttpRequest request, InitiativeQueries initiatives,
        TrackerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var query = PointInTimeQuery.Read(request.Query, settings, time);
        if (query.Misread.Count > 0) return Problems.Refused(query.Misread);
        return await initiatives.Record(plan, code, query.At, cancellation) is { } record
            ? Results.Ok(new TargetHistoryAnswer(plan, code, query.At.AsOf, query.At.KnownAt, record.TargetHistory))
            : Problems.UnknownInitiative(plan, code);
    }

    private static Task<IResult> Propose(
        string plan, string code, HttpContext http, InitiativeCommands commands, CancellationToken cancellation) =>
        Posting.Answer(http, plan, code, (post, fields) =>
        {
            var request = new RevisionRequest(
                post.Key("revision"),
                fields.Required("indicator"),
                fields.Date("effectiveDate", commands.Today),
                fields.RequiredChoice<RevisionKind>("kind"),
                TargetFields.Read(fields),
                fields.Text("indicatorName"),
                fields.RequiredChoice<ReasonCode>("reasonCode"),
                fields.Text("reason") ?? "",
                fields.Text("evidence"));
            var command = new ProposeRevision(new(post.By, commands.Today), request);
            return (request.Id, commands.Send(post.To(fields.Misread), command, cancellation));
        });

    private static Task<IResult> Approve(
        string plan, string code, string id, HttpContext http, InitiativeCommands commands, CancellationToken cancellation) =>
        Posting.Answer(http, plan, code, (post, fields) =>
            (id, commands.Send(post.To(fields.Misread), new ApproveRevision(post.By, id), cancellation)));

    private static Task<IResult> Return(
        string plan, string code, string id, HttpContext http, InitiativeCommands commands, CancellationToken cancellation) =>
        Posting.Answer(http, plan, code, (post, fields) =>
        {
            var command = new ReturnRevision(post.By, id, fields.Text("reason") ?? "", commands.Today);
            return (id, commands.Send(post.To(fields.Misread), command, cancellation));
        });
}

public sealed record TargetHistoryAnswer(
    string Plan, string Code, DateOnly AsOf, DateTimeOffset? KnownAt, IReadOnlyList<IndicatorHistory> Indicators);
