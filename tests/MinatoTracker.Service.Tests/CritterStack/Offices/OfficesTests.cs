using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.CritterStack.Offices;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Reliability;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.CritterStack.Offices;

/// <summary>Two offices in two databases, two machines; one of them is gone.</summary>
public sealed class OfficesTests : IAsyncLifetime
{
    private const string Minato = "minato";
    private const string Kita = "kita";
    private readonly Dictionary<string, TestDatabase> databases = new() { [Minato] = new(), [Kita] = new() };
    private readonly List<ServiceProvider> processes = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var (office, database) in databases)
        {
            await database.InitializeAsync();
            await using var parts = Parts(office, Connections());
            await DatabaseStartup.Prepare(parts.GetRequiredService<EventLogDatabase>(), parts.GetRequiredService<IEventLog>(), parts.GetRequiredService<TrackerSettings>(), default);
            await Notes.LayDown(database.ConnectionString);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        foreach (var database in databases.Values) await database.DisposeAsync();
    }

    [Fact]
    public async Task Both_machines_serve_both_offices_and_each_subscription_runs_on_one_of_them_and_moves_when_its_machine_is_gone()
    {
        var port = Ports.Free();
        var wire = new Relay(port, new(databases[Minato].ConnectionString));
        await using var first = Node("first", Connections(port));
        await using var second = Node("second", Connections());
        await first.Start(default);
        await second.Start(default);
        await Eventually.Get(async () => await Owners() is [1, 1] owned ? owned : null, "each node to have one office's subscription");

        foreach (var office in databases.Keys)
        {
            await Record(office, Connections(port), "first");
            await Record(office, Connections(), "second");
            await Noted(office, 2);
        }

        var runs = (await Notes.In(databases[Minato].ConnectionString)).Concat(await Notes.In(databases[Kita].ConnectionString)).ToList();
        await wire.DisposeAsync();
        foreach (var office in databases.Keys)
        {
            await Record(office, Connections(), "third");
            var notes = await Noted(office, 3);
            notes[^1].Node.ShouldBe("second");
            notes.ShouldAllBe(note => note.Tenant == office);
            notes.Select(note => note.Position).ShouldBe(Enumerable.Range(1, notes.Count).Select(n => (long)n), "each once, in order");
        }

        runs.Select(note => note.Node).Distinct().ShouldBe(["first", "second"], ignoreOrder: true);
        (await Owners()).ShouldBe([2]);
    }

    [Fact]
    public async Task One_of_two_processes_is_killed_and_the_other_goes_on_with_the_subscriptions_of_both_offices_and_with_the_jobs()
    {
        var folder = Directory.CreateTempSubdirectory("minato-offices-").FullName;
        await using var minato = await DueOffice.Open(databases[Minato].ConnectionString, folder, people: 0);
        // No process serves this one: what is planned there, its subscription planned.
        await using var kita = await DueOffice.Open(databases[Kita].ConnectionString, folder, people: 3, tenant: Kita);
        await using var smtp = new MisbehavingSmtp(faults: 0, isUnknown: _ => false);
        await using var services = new KilledServices(Edition.Current.GetType().Assembly.Location, new Dictionary<string, string>
        {
            ["MINATO_POSTGRES"] = databases[Minato].ConnectionString,
            ["MINATO_DATABASES__minato"] = databases[Minato].ConnectionString,
            ["MINATO_DATABASES__kita"] = databases[Kita].ConnectionString,
            ["MINATO_LOCAL"] = folder,
            ["MINATO_SMTP"] = $"smtp://127.0.0.1:{smtp.Port}",
            ["MINATO_REMIND_EVERY"] = "1",
            ["MINATO_REMINDER_LEASE"] = "10",
            ["MINATO_SMTP_PATIENCE"] = "4",
        });
        services.Start();
        services.Start();
        await Eventually.Get(async () => await Owners() is [1, 1] owned ? owned : null, "each process to have one office's subscription");
        await Eventually.Get(async () => await IsPlanned(Kita) && await IsPlanned(Minato) ? "" : null, "both offices' reminders to be planned");

        await minato.Hire(300);
        await Eventually.Get(async () => (await minato.Ledger()).Count > 0 ? "" : null, "the first letters");
        await services.KillOne();
        await kita.MoveDeadline();

        await Eventually.Get(async () => (await minato.Ledger()).Count >= 300 ? "" : null, "all letters");
        await Eventually.Get(async () => await IsPlanned(Kita) && await IsPlanned(Minato) ? "" : null, "both offices' reminders to be planned anew");
        await Eventually.Get(async () => await Owners() is [2] owned ? owned : null, "one process to have both subscriptions");
        var sent = (await minato.Ledger()).Cast<ReminderSent>().ToDictionary(letter => letter.Person, letter => letter.MessageId);
        sent.Count.ShouldBe(300, "each recorded once");
        smtp.Taken.Select(mail => mail.MessageId).ShouldBeSubsetOf(sent.Values);
        (smtp.Taken.Count - sent.Count).ShouldBeLessThanOrEqualTo(ReminderRun.Workers, "sent again is what the dead one had on its way");
        Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider Parts(string office, Dictionary<string, string> connections) => new ServiceCollection().AddLogging()
        .AddTrackerCore(Settings(office, connections)).AddWolverineBus().BuildServiceProvider();

    private static TrackerSettings Settings(string office, Dictionary<string, string> connections) => new()
    {
        Tenant = office,
        Postgres = connections[office],
        Databases = connections,
        Meeting = connections[Minato],
        LocalFolder = Path.GetTempPath(),
        // A node is dead after half of it.
        ReminderLease = TimeSpan.FromSeconds(6),
    };

    private static OfficesNode Node(string name, Dictionary<string, string> connections) =>
        new(Settings(Minato, connections), [new Notes(name)], TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

    private Dictionary<string, string> Connections(int? port = null) => databases.ToDictionary(
        office => office.Key,
        office => port is { } other
            ? new NpgsqlConnectionStringBuilder(office.Value.ConnectionString) { Host = "127.0.0.1", Port = other }.ConnectionString
            : office.Value.ConnectionString);

    /// <summary>A command of the office's, on a machine of these connections.</summary>
    private async Task Record(string office, Dictionary<string, string> connections, string code)
    {
        var process = Parts(office, connections);
        processes.Add(process);
        var (stream, today) = (Streams.Initiative("plan", code), process.GetRequiredService<TrackerSettings>().Today(TimeProvider.System));
        var outcome = await process.GetRequiredService<ICommandBus>().Send(
            new Sent<RegisterInitiative>(stream.Key, new(new("test", today), "取組", "総務課", []), "test", today), stream);
        outcome.Decision.Events.ShouldNotBeEmpty();
    }

    /// <summary>All that the office's log holds, once so many commands are noted.</summary>
    private Task<List<(long Position, string Node, string Tenant)>> Noted(string office, int commands) => Eventually.Get(
        async () => await Notes.In(databases[office].ConnectionString) is { } notes && await Head(office) == notes.Count && notes.Count >= commands ? notes : null,
        $"the notes of {office}");

    private async Task<long> Head(string office) => (await Numbers(office, $"select count(*) from minato.mt_events_{office}")).Single();

    /// <summary>Whether the subscription has come to the end of the office's log, and the plan of reminders with it.</summary>
    private async Task<bool> IsPlanned(string office) => (await Numbers(office, $"""
        select p.last_seq_id from minato.mt_event_progression p
        join minato.reminder_planning r on r.tenant_id = '{office}' and r.position = p.last_seq_id
        where p.name = 'planned-reminders:All:{office}' and p.last_seq_id = (select max(seq_id) from minato.mt_events_{office})
        """)).Count == 1;

    /// <summary>How many subscriptions each node has that has any.</summary>
    private Task<List<long>> Owners() => Numbers(
        Minato, "select count(*) from wolverine_offices.wolverine_node_assignments where id like 'event-subscriptions:%' group by node_id");

    private async Task<List<long>> Numbers(string office, string sql)
    {
        await using var source = NpgsqlDataSource.Create(databases[office].ConnectionString);
        await using var command = source.CreateCommand(sql);
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            List<long> numbers = [];
            while (await reader.ReadAsync()) numbers.Add(reader.GetInt64(0));
            return numbers;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // No process has come up yet.
            return [];
        }
    }
}
