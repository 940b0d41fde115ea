using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// An office with a plan of 60 initiatives in 30 sections, any number of people in these, and an open mid-year review. Its clock is set,
/// and its mail server takes every letter at once.
/// </summary>
internal sealed class ReminderOffice : IAsyncDisposable
{
    public const string Plan = "minato-2020";
    public const string Review = "mid-year";
    private const int Sections = 30;
    private const int Initiatives = 60;
    private static readonly Provenance Says = new("bench", new(2020, 4, 1));
    private readonly BenchDatabase database;
    private readonly ServiceProvider services;

    private ReminderOffice(BenchDatabase database, ServiceProvider services) => (this.database, this.services) = (database, services);

    public required SetClock Clock { get; init; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<ReminderOffice> Open(BenchCluster cluster, int people, CancellationToken cancellation)
    {
        var database = await cluster.NewDatabase(cancellation);
        var settings = new TrackerSettings { Postgres = database.ConnectionString, Tenant = BenchDatabase.Ours, LocalFolder = cluster.Folder };
        var services = new ServiceCollection().AddLogging().AddTrackerCore(settings).AddSingleton<IMailer, TakingMailer>();
        var clock = new SetClock();
        var office = new ReminderOffice(database, services.AddSingleton<TimeProvider>(clock).BuildServiceProvider()) { Clock = clock };
        await DatabaseStartup.Prepare(office.Get<EventLogDatabase>(), office.Get<IEventLog>(), settings, cancellation);
        await office.Hire(people, cancellation);
        await office.Draft(cancellation);
        await database.Settle(cancellation);
        return office;
    }

    /// <summary>Half past eight in Tokyo.</summary>
    public static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new(8, 30)), TimeSpan.FromHours(9));

    public Task MoveDeadline(DateOnly to, CancellationToken cancellation) => Handle(
        Streams.Review(Plan, Review), state => Scheduling.Decide(new MoveDeadline(Says, to, "災害対応のため"), state), cancellation);

    public async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask<Npgsql.NpgsqlConnection> Connect(CancellationToken cancellation) => database.Owner.OpenConnectionAsync(cancellation);

    public Task Settle(CancellationToken cancellation) => database.Settle(cancellation);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private Task Hire(int people, CancellationToken cancellation) => Execute(
        $"""
        insert into minato.people (tenant_id, id, display_name, email, section, session_stamp, active, created_at)
        select 'ours', 'p-' || lpad(n::text, 6, '0'), '職員' || n, 'staff' || n || '@minato.example', (n % {Sections}) || '課', '', true, now()
        from generate_series(1, {people}) n
        """, cancellation);

    private async Task Draft(CancellationToken cancellation)
    {
        string[] codes = [.. Enumerable.Range(0, Initiatives).Select(n => $"{1 + n / 20}-{1 + n / 5 % 4}-{1 + n % 5}")];
        await Handle(Streams.Plan(Plan), state => Drafting.Decide(
            new DraftPlan(
                Says, 2020, "令和2年度 港区運営方針", [(1, "安全"), (2, "まちづくり"), (3, "子育て")],
                [.. codes.Select(code => code[..3]).Distinct().Select(strategy => (strategy, "具体的取組のまとまり"))], null,
                [.. codes.Select((code, place) => (code, new Listing(place + 1)))]),
            state), cancellation);
        for (var n = 0; n < Initiatives; n++)
        {
            var register = new RegisterInitiative(Says, $"地域での見守り活動の支援（その{n + 1}）", $"{n % Sections}課", []);
            await Handle(Streams.Initiative(Plan, codes[n]), state => Registering.Decide(register, state), cancellation);
        }

        await Handle(Streams.Review(Plan, Review), state => Scheduling.Decide(
            new ScheduleReview(Says, ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 15)), state), cancellation);
    }

    private async Task Handle<TState>(StreamOf<TState> stream, Func<TState, Decision> decide, CancellationToken cancellation)
    {
        var outcome = await Get<Tracker>().Handle(stream, "bench", decide, cancellation: cancellation);
        if (outcome.Decision.IsRefused) throw new InvalidOperationException($"{stream.Key}: {string.Join(", ", outcome.Decision.Refusals)}");
    }

    public sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Morning(new(2020, 8, 31));

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }

    private sealed class TakingMailer : IMailer
    {
        public Task Send(OutgoingMail mail, CancellationToken cancellation) => Task.CompletedTask;
    }
}
