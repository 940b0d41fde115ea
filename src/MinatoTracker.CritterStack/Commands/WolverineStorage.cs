using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Postgresql;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>Where Wolverine keeps its messages: in a schema of the office's own, so that no office's node takes another's.</summary>
internal static class WolverineStorage
{
    public static string Schema(string tenant) => $"wolverine_{tenant}";

    /// <summary>Lays down the tables where they are missing or older, as their owner; the service itself works in the writer's role.</summary>
    public static async Task Prepare(EventLogDatabase database, TrackerSettings settings, CancellationToken cancellation)
    {
        var schema = Schema(settings.Tenant);
        await Migrate(settings.Postgres!, schema);
        await using var grant = database.Owner.CreateCommand(
            $"grant usage on schema {schema} to minato_writer; "
            + $"grant select, insert, update, delete on all tables in schema {schema} to minato_writer; "
            + $"grant usage on all sequences in schema {schema} to minato_writer");
        await grant.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The tables alone, as whoever connects.</summary>
    public static async Task Migrate(string connectionString, string schema)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Two nodes that start together would fail each other. The lock goes with the transaction.
        await using var alone = new Npgsql.NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('minato.wolverine', 0))", connection);
        await alone.ExecuteNonQueryAsync();
        // Wolverine makes its store out of its options, and a host that is never started is the way to hand it those.
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            options.PersistMessagesWithPostgresql(connectionString, schema);
            options.AutoBuildMessageStorageOnStartup = AutoCreate.CreateOrUpdate;
            options.Discovery.DisableConventionalDiscovery();
        });
        using var host = builder.Build();
        await host.Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
    }
}
