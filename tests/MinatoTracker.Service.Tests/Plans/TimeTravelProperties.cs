using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Comparing;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Plans;

/// <summary>
/// A plan as of any day as known at any time is what one gets who takes every event, leaves out those that were not yet in effect or not
/// yet recorded, and folds the rest. That fold knows nothing of slots or histories.
/// </summary>
public sealed class TimeTravelProperties : IAsyncLifetime
{
    private const string Tenant = "minato";
    private const string Plan = RandomYear.Plan;
    private const int Points = 60;
    private readonly TestDatabase fresh = new();
    private readonly TrackerSettings settings = new() { Tenant = Tenant, LocalFolder = "" };
    private EventLogDatabase database = null!;
    private PostgresEventLog log = null!;
    private readonly FakeTime clock = new(new(2020, 4, 1, 0, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        await fresh.InitializeAsync();
        database = new(fresh.ConnectionString);
        log = new(database, clock);
        await DatabaseStartup.Prepare(database, log, settings, default);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await fresh.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task At_any_point_in_time_a_plan_is_the_fold_of_the_events_that_both_times_leave(int seed)
    {
        var year = new RandomYear(seed);
        await year.Record(log, Tenant, clock);
        year.Recorded.ShouldBeGreaterThan(2_500);
        var all = await log.ReadAll(Tenant, 0, 100_000);
        using var plans = new PlanQueries(log, settings);
        var stood = 0;

        for (var i = 0; i < Points; i++)
        {
            var at = new PointInTime(year.SomeDay(), year.SomeTime());
            var (answered, folded) = (await plans.Plan(Plan, at), Folded(all, at));
            Told(answered).ShouldBe(Told(folded), $"seed {seed}, as of {at.AsOf:O}, as known at {at.KnownAt:O}");
            if (folded is not null) stood++;
        }

        stood.ShouldBeGreaterThan(Points / 2);
    }

    [Theory]
    [InlineData(3)]
    public async Task Between_any_two_points_every_difference_is_told_with_events_that_lie_between(int seed)
    {
        var year = new RandomYear(seed);
        await year.Record(log, Tenant, clock);
        var all = await log.ReadAll(Tenant, 0, 100_000);
        using var plans = new PlanQueries(log, settings);

        for (var i = 0; i < Points / 3; i++)
        {
            PointInTime from = new(year.SomeDay(), year.SomeTime()), to = new(year.SomeDay(), year.SomeTime());
            var (before, after) = (Folded(all, from), Folded(all, to));
            var diff = PlanDiff.Between(Plan, from, await plans.Snapshot(Plan, from), to, await plans.Snapshot(Plan, to));

            var (rows, others) = (Rows(before), Rows(after));
            diff.Changes.Where(row => row.Kind == RowChangeKind.Added).Select(row => row.Code).ShouldBe(others.Keys.Except(rows.Keys), ignoreOrder: true);
            diff.Changes.Where(row => row.Kind == RowChangeKind.Removed).Select(row => row.Code).ShouldBe(rows.Keys.Except(others.Keys), ignoreOrder: true);
            var changed = diff.Changes.Where(row => row.Kind == RowChangeKind.Changed).Select(row => row.Code).ToHashSet();
            foreach (var code in rows.Keys.Intersect(others.Keys).Where(code => rows[code].RepeatedFrom is null && others[code].RepeatedFrom is null))
                changed.Contains(code).ShouldBe(Compared(rows[code]) != Compared(others[code]), code);
            foreach (var cause in diff.Changes.SelectMany(row => row.Events.Concat(row.Fields.SelectMany(field => field.Events))))
                (Stands(cause, from) || Stands(cause, to)).ShouldBeTrue($"{cause.Type} {cause.EventId}");
        }
    }

    private static bool Stands(EventItem cause, PointInTime at) =>
        cause.EffectiveDate <= at.AsOf && (at.KnownAt is not { } known || cause.RecordedAt <= known);

    private static PlanView? Folded(IReadOnlyList<StoredEvent> all, PointInTime at)
    {
        var left = all.Where(stored => at.KnownAt is not { } known || stored.RecordedAt <= known)
            .Select(stored => (stored.Stream, Event: EventTypes.FromStore(stored)))
            .Where(stored => stored.Event.Provenance.EffectiveDate <= at.AsOf)
            .ToLookup(stored => stored.Stream, stored => stored.Event, StringComparer.Ordinal);
        var prefix = Streams.Initiative(Plan, "").Key;
        var initiatives = left.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(stream => stream.Key[prefix.Length..], Initiative.Fold, StringComparer.Ordinal);
        return PlanViews.Assemble(Plan, Domain.Plans.Plan.Fold(left[Streams.Plan(Plan).Key]), initiatives, at.AsOf, at.KnownAt);
    }

    private static Dictionary<string, InitiativeView> Rows(PlanView? plan) =>
        plan?.AllInitiatives().ToDictionary(row => row.Code, StringComparer.Ordinal) ?? [];

    // What the target says is compared, and not which revision made it so.
    private static string Compared(InitiativeView row) =>
        Told(row with { Indicators = row.Indicators.Select(indicator => indicator with { Revised = false, Revision = null }).ToValueList() });

    private static string Told<T>(T view) => JsonSerializer.Serialize(view, JsonShapes.Indented);
}
