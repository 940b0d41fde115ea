using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>A batch of commands as the parallel arrays that <c>append_events.sql</c> takes.</summary>
internal sealed class AppendArrays
{
    private readonly List<string> streamIds = [];
    private readonly List<string?> streamScopes = [];
    private readonly List<long?> streamExpected = [];
    private readonly List<int> streamCommands = [];
    private readonly List<int> eventStreams = [];
    private readonly List<NewEvent> events = [];
    private readonly List<EventMetadata> metadata = [];
    private readonly List<int> slotEvents = [];
    private readonly List<string> slotNames = [];

    public AppendArrays(IReadOnlyList<PendingAppend> batch)
    {
        for (var command = 0; command < batch.Count; command++)
            foreach (var append in batch[command].Appends) Add(command, append, batch[command].Metadata);
    }

    public void AddParameters(NpgsqlParameterCollection parameters, string tenant, DateTimeOffset recorded)
    {
        parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = recorded.ToUniversalTime() });
        Add(parameters, NpgsqlDbType.Varchar, streamIds);
        Add(parameters, NpgsqlDbType.Varchar, streamScopes);
        Add(parameters, NpgsqlDbType.Bigint, streamExpected);
        Add(parameters, NpgsqlDbType.Integer, streamCommands);
        Add(parameters, NpgsqlDbType.Integer, eventStreams);
        Add(parameters, NpgsqlDbType.Uuid, events.ConvertAll(e => e.Id));
        Add(parameters, NpgsqlDbType.Varchar, events.ConvertAll(e => e.Type));
        Add(parameters, NpgsqlDbType.Varchar, events.ConvertAll(e => e.DotnetType));
        Add(parameters, NpgsqlDbType.Jsonb, events.ConvertAll(e => e.Data));
        Add(parameters, NpgsqlDbType.Date, events.ConvertAll(e => e.EffectiveDate));
        Add(parameters, NpgsqlDbType.Varchar, metadata.ConvertAll(m => m.User));
        Add(parameters, NpgsqlDbType.Varchar, metadata.ConvertAll(m => m.CorrelationId));
        Add(parameters, NpgsqlDbType.Varchar, metadata.ConvertAll(m => m.CausationId));
        // Marten writes JSON null, not SQL null, for no headers; a ledger over the rows needs both editions to write alike.
        Add(parameters, NpgsqlDbType.Jsonb, metadata.ConvertAll(m => m.Headers ?? "null"));
        Add(parameters, NpgsqlDbType.Integer, slotEvents);
        Add(parameters, NpgsqlDbType.Varchar, slotNames);
    }

    private void Add(int command, StreamAppend append, EventMetadata about)
    {
        streamIds.Add(append.Stream);
        streamScopes.Add(append.Scope);
        streamExpected.Add(append.Expected.Value);
        streamCommands.Add(command);
        foreach (var @event in append.Events)
        {
            events.Add(@event);
            metadata.Add(about);
            eventStreams.Add(streamIds.Count);
            foreach (var slot in @event.Slots)
            {
                slotEvents.Add(events.Count);
                slotNames.Add(slot);
            }
        }
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType type, List<T> values) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() });
}
