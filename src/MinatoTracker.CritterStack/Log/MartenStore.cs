using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;
using Weasel.Core;

namespace MinatoTracker.CritterStack.Log;

/// <summary>Marten on the tables of the event log: what it must be told so that both editions write and read the same rows.</summary>
public static class MartenStore
{
    /// <param name="source">Whose role the store works in: the writer's (<see cref="EventLogDatabase.Batches"/>), or the owner's for what changes the schema.</param>
    /// <param name="more">What this store has beyond the others.</param>
    public static DocumentStore Open(NpgsqlDataSource source, TimeProvider time, Action<StoreOptions>? more = null) => DocumentStore.For(options =>
    {
        options.Connection(source);
        Configure(options, time, new(PolicySettings.Standard));
        more?.Invoke(options);
    });

    /// <summary>For who builds a store in another way, and has told it where its databases are.</summary>
    public static void Configure(StoreOptions options, TimeProvider time, StateFolds folds)
    {
        options.DatabaseSchemaName = "minato";
        // The tables are the log's. Marten adds its functions when asked to (MartenFunctions.cs), never by the way.
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.UseRowLevelSecurity("minato.tenant");
        options.UseSystemTextJsonForSerialization(JsonShapes.Options, EnumStorage.AsString, Casing.CamelCase, json =>
        {
            json.Converters.Insert(0, new VerbatimConverter());
            json.Converters.Insert(0, new NoTombstones());
        });

        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseTenantPartitionedEvents = true;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.EnableBigIntEvents = true;
        options.Events.TimeProvider = time;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        foreach (var (name, type) in EventTypes.All) options.Events.MapEventType(type, name);

        options.Projections.Add(new HistoryKeeper(time), ProjectionLifecycle.Inline);
        folds.AddTo(options);
    }
}
