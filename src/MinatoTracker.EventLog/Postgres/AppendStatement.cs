using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>The call of <c>append_events.sql</c>: commands of a batch become its parallel arrays. Made once and filled anew for every batch.</summary>
internal sealed class AppendStatement
{
    /// <summary>Marten writes JSON null, not SQL null; a ledger over the rows needs both editions to write alike.</summary>
    public const string NoHeaders = "null";

    private readonly List<NpgsqlParameter> parameters = [];
    private readonly NpgsqlParameter<string> tenantName;
    private readonly NpgsqlParameter<DateTime> recordedAt;
    private readonly Column<string> streamIds;
    private readonly Column<string?> streamScopes;
    private readonly Column<long?> streamExpected;
    private readonly Column<int> streamCommands;
    private readonly Column<int> streamCounts;
    private readonly Column<int> eventStreams;
    private readonly Column<int> eventOffsets;
    private readonly Column<Guid> eventIds;
    private readonly Column<string> eventTypes;
    private readonly Column<string> eventDotnetTypes;
    private readonly Column<string> eventBodies;
    private readonly Column<DateOnly> eventEffective;
    private readonly Column<string?> eventUsers;
    private readonly Column<string?> eventCorrelations;
    private readonly Column<string?> eventCausations;
    private readonly Column<string> eventHeaders;
    private readonly Column<int> slotEvents;
    private readonly Column<string> slotNames;
    private readonly Column<DateOnly> slotLatest;

    // In the order of the function's parameters: they are passed by place.
    public AppendStatement(string tenant)
    {
        tenantName = Scalar<string>(NpgsqlDbType.Varchar);
        tenantName.TypedValue = tenant;
        recordedAt = Scalar<DateTime>(NpgsqlDbType.TimestampTz);
        streamIds = new(parameters, NpgsqlDbType.Varchar);
        streamScopes = new(parameters, NpgsqlDbType.Varchar);
        streamExpected = new(parameters, NpgsqlDbType.Bigint);
        streamCommands = new(parameters, NpgsqlDbType.Integer);
        streamCounts = new(parameters, NpgsqlDbType.Integer);
        eventStreams = new(parameters, NpgsqlDbType.Integer);
        eventOffsets = new(parameters, NpgsqlDbType.Integer);
        eventIds = new(parameters, NpgsqlDbType.Uuid);
        eventTypes = new(parameters, NpgsqlDbType.Varchar);
        eventDotnetTypes = new(parameters, NpgsqlDbType.Varchar);
        eventBodies = new(parameters, NpgsqlDbType.Jsonb);
        eventEffective = new(parameters, NpgsqlDbType.Date);
        eventUsers = new(parameters, NpgsqlDbType.Varchar);
        eventCorrelations = new(parameters, NpgsqlDbType.Varchar);
        eventCausations = new(parameters, NpgsqlDbType.Varchar);
        eventHeaders = new(parameters, NpgsqlDbType.Jsonb);
        slotEvents = new(parameters, NpgsqlDbType.Integer);
        slotNames = new(parameters, NpgsqlDbType.Varchar);
        slotLatest = new(parameters, NpgsqlDbType.Date);
    }

    public async Task<AppendAnswer> Execute(NpgsqlConnection connection, IReadOnlyList<PendingAppend> batch, DateTimeOffset now)
    {
        for (var place = 0; place < batch.Count; place++)
            foreach (var append in batch[place].Appends) Add(place, append, batch[place].Metadata);
        Pass();
        recordedAt.TypedValue = now.UtcDateTime;
        await using var command = new NpgsqlCommand(Sql.Text(typeof(AppendStatement).Assembly, "Queries/append.sql"), connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        try
        {
            return await Read(command);
        }
        finally
        {
            // The next command takes them over.
            command.Parameters.Clear();
        }
    }

    private static async Task<AppendAnswer> Read(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(
            reader.GetFieldValue<DateTimeOffset>(0),
            reader.GetFieldValue<long[]>(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<string[]>(2));
    }

    private void Add(int place, StreamAppend append, EventMetadata about)
    {
        streamIds.Add(append.Stream);
        streamScopes.Add(append.Scope);
        streamExpected.Add(append.Expected.Value);
        streamCommands.Add(place);
        streamCounts.Add(append.Events.Count);
        var latest = new LatestEffective();
        for (var i = 0; i < append.Events.Count; i++)
        {
            var @event = append.Events[i];
            eventStreams.Add(streamIds.Count);
            eventOffsets.Add(i + 1);
            eventIds.Add(@event.Id);
            eventTypes.Add(@event.Type);
            eventDotnetTypes.Add(@event.DotnetType);
            eventBodies.Add(@event.Data);
            eventEffective.Add(@event.EffectiveDate);
            eventUsers.Add(about.User);
            eventCorrelations.Add(about.CorrelationId);
            eventCausations.Add(about.CausationId);
            eventHeaders.Add(about.Headers ?? NoHeaders);
            foreach (var slot in @event.Slots)
            {
                slotEvents.Add(eventIds.Count);
                slotNames.Add(slot);
                slotLatest.Add(latest.After(slot, @event.EffectiveDate));
            }
        }
    }

    private void Pass()
    {
        streamIds.Pass();
        streamScopes.Pass();
        streamExpected.Pass();
        streamCommands.Pass();
        streamCounts.Pass();
        eventStreams.Pass();
        eventOffsets.Pass();
        eventIds.Pass();
        eventTypes.Pass();
        eventDotnetTypes.Pass();
        eventBodies.Pass();
        eventEffective.Pass();
        eventUsers.Pass();
        eventCorrelations.Pass();
        eventCausations.Pass();
        eventHeaders.Pass();
        slotEvents.Pass();
        slotNames.Pass();
        slotLatest.Pass();
    }

    private NpgsqlParameter<T> Scalar<T>(NpgsqlDbType type)
    {
        var parameter = new NpgsqlParameter<T> { NpgsqlDbType = type };
        parameters.Add(parameter);
        return parameter;
    }

    /// <summary>One array parameter.</summary>
    private sealed class Column<T>
    {
        private readonly NpgsqlParameter<List<T>> parameter;
        private List<T> values = [];

        public Column(List<NpgsqlParameter> parameters, NpgsqlDbType type)
        {
            parameter = new() { NpgsqlDbType = NpgsqlDbType.Array | type };
            parameters.Add(parameter);
        }

        public int Count => values.Count;

        public void Add(T value) => values.Add(value);

        public void Pass()
        {
            parameter.TypedValue = values;
            values = [];
        }
    }
}

/// <summary>What the database says about a batch.</summary>
/// <param name="Versions">Of every stream of every command, before the append.</param>
/// <param name="Outcomes">Parallel to the versions; null where everything was appended.</param>
internal sealed record AppendAnswer(DateTimeOffset RecordedAt, long[] Versions, string[]? Outcomes);
