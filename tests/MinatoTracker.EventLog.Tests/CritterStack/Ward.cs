using Marten;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog.Tests.Support;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>One database, and the log of each edition on it.</summary>
public sealed class Ward : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2020, 10, 2, 3, 0, 0, TimeSpan.Zero);

    private Ward(TestDatabase database)
    {
        Database = database;
        Default = database.NewLog(Clock);
        Store = MartenStore.Open(database.Connections.Batches, Clock);
        Critter = new MartenEventLog(database.Connections, Store, Clock);
    }

    public FakeTime Clock { get; } = new(Noon);

    public TestDatabase Database { get; }

    public IEventLog Default { get; }

    public IEventLog Critter { get; }

    public DocumentStore Store { get; }

    public static async Task<Ward> On(PostgresServer server)
    {
        var ward = new Ward(await server.NewDatabase());
        await ward.Critter.AddTenant(Some.Tenant);
        return ward;
    }

    /// <summary>The plan of 2020, imported through a log.</summary>
    public async Task Import(IEventLog log)
    {
        var sample = PlanDocumentFile.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "minato-2020.json"))).Document!;
        var report = await new PlanImport(new Tracker(log, Settings)).Import("minato-2020", sample, "operator");
        report.EventsRecorded.ShouldBeGreaterThan(100);
    }

    public static TrackerSettings Settings { get; } = new() { LocalFolder = Path.GetTempPath(), Tenant = Some.Tenant };

    /// <summary>Rows as JSON, in an order.</summary>
    public async Task<string[]> Rows(string sql) => (await Database.Scalar<string[]>($"select coalesce(array_agg(t.row::text order by t.row::text), '{{}}') from ({sql}) t(row)"))!;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }
}
