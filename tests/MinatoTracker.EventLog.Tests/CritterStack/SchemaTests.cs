using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Weasel.Core;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>A database that the default edition made and filled, opened by Marten.</summary>
public sealed class SchemaTests(PostgresServer server) : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        var log = database.NewLog();
        foreach (var tenant in new[] { Some.Tenant, "taisho" }) await log.AddTenant(tenant);
        await log.Append("initiative/minato-2020/3-3-6", ExpectedVersion.MustBeNew, Some.Events(3));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Marten_finds_every_table_as_it_would_make_it_and_misses_only_what_is_its_own()
    {
        await using var store = MartenStore.Open(database.Connections.Owner, TimeProvider.System);

        var migration = await store.Storage.CreateMigrationAsync();

        var missing = migration.Deltas.Where(delta => delta.Difference != SchemaPatchDifference.None).ToArray();
        missing.ShouldAllBe(delta => delta.Difference == SchemaPatchDifference.Create);
        missing.Select(delta => delta.SchemaObject).OfType<ITable>().Select(table => table.Identifier.Name)
            .ShouldBe(["mt_doc_deadletterevent", "mt_high_water_skips"], ignoreOrder: true);
    }

    [Fact]
    public async Task Once_Marten_has_its_functions_it_finds_no_difference()
    {
        await MartenFunctions.Ensure(database.Connections, TimeProvider.System, TestContext.Current.CancellationToken);

        await using var store = MartenStore.Open(database.Connections.Owner, TimeProvider.System);
        await store.Storage.Database.AssertDatabaseMatchesConfigurationAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_office_that_came_later_makes_no_difference_either()
    {
        await MartenFunctions.Ensure(database.Connections, TimeProvider.System, TestContext.Current.CancellationToken);

        await database.NewLog().AddTenant("naniwa", TestContext.Current.CancellationToken);

        await using var store = MartenStore.Open(database.Connections.Owner, TimeProvider.System);
        await store.Storage.Database.AssertDatabaseMatchesConfigurationAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_default_edition_is_at_home_in_it_afterwards()
    {
        var before = await database.Catalogue();
        await MartenFunctions.Ensure(database.Connections, TimeProvider.System, TestContext.Current.CancellationToken);

        await SchemaMigrator.Migrate(database.Connections.Owner, typeof(IEventLog).Assembly, "Schema", "event-log", TestContext.Current.CancellationToken);

        before.Except(await database.Catalogue()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_newer_Marten_laid_down_is_left_alone()
    {
        await MartenFunctions.Ensure(database.Connections, TimeProvider.System, TestContext.Current.CancellationToken);
        await database.Execute("update minato.schema_versions set version = version + 1 where part = 'marten'");

        (await Should.ThrowAsync<SchemaTooNewException>(
            () => MartenFunctions.Ensure(database.Connections, TimeProvider.System, TestContext.Current.CancellationToken))).Part.ShouldBe("marten");
    }

    [Fact]
    public async Task A_table_that_Marten_would_change_is_refused_and_left_as_it_is()
    {
        await database.Execute("alter table minato.mt_events drop column bdata");

        var refused = await Should.ThrowAsync<InvalidOperationException>(
            () => MartenFunctions.Ensure(database.Connections, TimeProvider.System, TestContext.Current.CancellationToken));

        refused.Message.ShouldContain("mt_events");
        (await database.Scalar<long>("select count(*) from pg_proc where proname = 'mt_quick_append_events'")).ShouldBe(0);
    }
}
