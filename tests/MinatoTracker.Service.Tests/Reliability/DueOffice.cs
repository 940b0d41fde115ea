using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.People;
using Npgsql;

namespace MinatoTracker.Service.Tests.Reliability;

/// <summary>An office in which everybody is due at this moment, by the machine's clock: p-1, p-2 and so on.</summary>
public sealed class DueOffice : IAsyncDisposable
{
    private const string Plan = "minato-2020";
    private const string ReviewKey = "mid-year";
    private readonly ServiceProvider parts;

    private DueOffice(ServiceProvider parts) => this.parts = parts;

    /// <param name="everyHowManyIsUnknown">Whose address begins with "unknown"; those of the others with "staff".</param>
    public static async Task<DueOffice> Open(
        string postgres, string folder, int people, int everyHowManyIsUnknown = int.MaxValue, string tenant = "minato")
    {
        var office = At(postgres, folder, tenant);
        await DatabaseStartup.Prepare(office.Get<EventLogDatabase>(), office.Get<IEventLog>(), office.Get<TrackerSettings>(), default);
        await office.Hire(people, everyHowManyIsUnknown);
        await office.Plans();
        return office;
    }

    /// <summary>One that is there already.</summary>
    public static DueOffice At(string postgres, string folder, string tenant) => new(new ServiceCollection().AddLogging()
        .AddTrackerCore(new() { Postgres = postgres, LocalFolder = folder, Tenant = tenant }).BuildServiceProvider());

    public async Task<IReadOnlyList<ReminderEvent>> Ledger()
    {
        var stored = await Get<IEventLog>().ReadStream(Get<TrackerSettings>().Tenant, Streams.Reminders(Plan, ReviewKey).Key);
        return [.. stored.Select(EventTypes.FromStore).Cast<ReminderEvent>()];
    }

    /// <summary>Has a check find something wrong, of which an administrator is to be told.</summary>
    public async Task Damage(string administrator)
    {
        await Get<AccessRoles>().Grant("test", administrator, Role.Administrator);
        await using var change = Get<EventLogDatabase>().Owner.CreateCommand("update minato.history set effective = effective - 31");
        await change.ExecuteNonQueryAsync();
        await Check();
    }

    /// <summary>What the nightly check finds wrong with the office.</summary>
    public async Task<IReadOnlyList<Finding>> Check() =>
        [.. (await Get<JobRunner>().Run("check")).Findings!.Where(finding => finding.Tenant == Get<TrackerSettings>().Tenant)];

    /// <summary>Who was told of it, and by which Message-ID.</summary>
    public async Task<IReadOnlyList<(string Person, string MessageId)>> Alerts()
    {
        await using var command = Get<EventLogDatabase>().Owner.CreateCommand("select person, message_id from minato.damage_alerts");
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, string)> told = [];
        while (await reader.ReadAsync()) told.Add((reader.GetString(0), reader.GetString(1)));
        return told;
    }

    /// <summary>Has the review's deadline come a business day later.</summary>
    public async Task MoveDeadline()
    {
        var review = (await Get<Tracker>().Load(Streams.Review(Plan, ReviewKey))).State;
        var later = BusinessCalendar.Japan.AddBusinessDays(review.SubmissionDeadline, 1);
        await Handle(Streams.Review(Plan, ReviewKey), state => Scheduling.Decide(new MoveDeadline(Says(0), later, "災害対応のため", null), state));
    }

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    /// <param name="everyHowManyIsUnknown">As of <see cref="Open"/>.</param>
    public Task<int> Hire(int people, int everyHowManyIsUnknown = int.MaxValue) => Get<EventLogDatabase>().Owner.InTenant(
        Get<TrackerSettings>().Tenant,
        async connection =>
        {
            await using var hire = new NpgsqlCommand(
                $"""
                insert into minato.people (tenant_id, id, display_name, email, section, session_stamp, active, created_at)
                select $1, 'p-' || n, '職員' || n, case when n % {everyHowManyIsUnknown} = 0 then 'unknown' else 'staff' end || n || '@minato.example', '総務課', '', true, now()
                from generate_series(1, {people}) n
                """,
                connection);
            hire.Parameters.Add(new() { Value = Get<TrackerSettings>().Tenant });
            return await hire.ExecuteNonQueryAsync();
        });

    private async Task Plans()
    {
        var (today, says) = (Get<TrackerSettings>().Today(TimeProvider.System), Says(60));
        await Handle(Streams.Plan(Plan), state => Drafting.Decide(
            new DraftPlan(says, 2020, "令和2年度 港区運営方針", [(1, "安全・安心")], [("1-1", "防災")], null, [("1-1-1", new Listing(1))]), state));
        await Handle(Streams.Initiative(Plan, "1-1-1"), state => Registering.Decide(new RegisterInitiative(says, "防災訓練の実施", "総務課", []), state));
        // Seven business days from here: the occasion at minus ten has come, and none comes today that what is late would wait for.
        var deadline = BusinessCalendar.Japan.AddBusinessDays(today, 7);
        await Handle(Streams.Review(Plan, ReviewKey), state => Scheduling.Decide(
            new ScheduleReview(says, ReviewKind.MidYear, today.AddDays(-30), deadline), state));
    }

    private Provenance Says(int daysAgo) => new("test", Get<TrackerSettings>().Today(TimeProvider.System).AddDays(-daysAgo));

    private async Task Handle<TState>(StreamOf<TState> stream, Func<TState, Decision> decide)
    {
        var outcome = await Get<Tracker>().Handle(stream, "test", decide);
        if (outcome.Decision.IsRefused) throw new InvalidOperationException($"{stream.Key}: {string.Join(", ", outcome.Decision.Refusals)}");
    }

    private T Get<T>()
        where T : notnull => parts.GetRequiredService<T>();
}
