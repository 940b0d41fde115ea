using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders.Ledger;

public static class LedgerApi
{
    public static IServiceCollection AddReminderLedger(this IServiceCollection services) => services
        .AddSingleton<LedgerQueries>().AddSingleton<LetterArchive>().AddSingleton<DryRuns>();

    public static void MapLedgerApi(this RouteGroupBuilder api)
    {
        api.MapGet("/reminders", Show)
            .RequireAuthorization()
            .WithSummary("What was sent, skipped and tried, and what is to come: by plan, review (plan/review), person, section, day (on), status. "
                + "For a day, why everybody else got nothing.")
            .Produces<LedgerAnswer>().ProducesProblem(401).ProducesProblem(422);
        api.MapGet("/reminders/dry-run", DryRun)
            .RequireAuthorization()
            .WithSummary("Who would get what on a day (on).")
            .Produces<DryRunAnswer>().ProducesProblem(401).ProducesProblem(422);
    }

    private static async Task<IResult> Show(HttpRequest request, LedgerQueries ledger, CancellationToken cancellation)
    {
        var query = LedgerQuery.Read(field => request.Query[field].FirstOrDefault());
        return query.Misread.Count > 0 ? Problems.Refused(query.Misread) : Results.Ok(await ledger.Ask(query, cancellation));
    }

    private static async Task<IResult> DryRun(HttpRequest request, DryRuns runs, LedgerQueries ledger, CancellationToken cancellation)
    {
        var fields = new Fields(field => request.Query[field].FirstOrDefault());
        var day = fields.Date("on", ledger.Today);
        return fields.Misread.Count > 0 ? Problems.Refused(fields.Misread) : Results.Ok(DryRunAnswer.Of(await runs.On(day, cancellation)));
    }
}

public sealed record DryRunAnswer(DateOnly On, IReadOnlyList<PreviewedLetter> Letters, IReadOnlyList<WouldBeSkipped> Skipped, Silence? Silence)
{
    public static DryRunAnswer Of(DryRun run) => new(run.On, [.. run.Letters.Select(PreviewedLetter.Of)], run.Skipped, run.Silence);
}
