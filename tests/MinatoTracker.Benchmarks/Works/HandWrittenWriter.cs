using MinatoTracker.EventLog;
using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// The floor of an append: the same rows in the same tables as the log writes, in one round trip and one commit, with statements that
/// are prepared once and parameters that are used again. It checks no version, knows no retry, and is told the slot and its
/// latest effective date instead of looking them up.
/// </summary>
internal sealed class HandWrittenWriter : IAsyncDisposable
{
    private const string InsertEvent = """
        insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers, user_name, is_archived)
        values (nextval('minato.mt_events_sequence_floor'), $1, $2, $3, $4, $5, $6, 'floor', $7, 'null', $8, false)
        """;

    private const string UpdateStream =
        "update minato.mt_streams set version = $2, timestamp = $3 where tenant_id = 'floor' and id = $1";

    private const string InsertHistory = """
        insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
        values ($1, $2, currval('minato.mt_events_sequence_floor'), $3, $2, 'floor')
        """;

    private readonly NpgsqlConnection connection;
    private readonly IReadOnlyDictionary<(string Stream, string Slot), long> slots;
    private readonly NpgsqlBatch batch;
    private readonly NpgsqlParameter<Guid> eventId = new();
    private readonly NpgsqlParameter<string> eventStream = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<long> eventVersion = new();
    private readonly NpgsqlParameter<string> eventData = new() { NpgsqlDbType = NpgsqlDbType.Jsonb };
    private readonly NpgsqlParameter<string> eventType = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<DateTime> eventTime = new();
    private readonly NpgsqlParameter<string> eventDotnetType = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<string> eventUser = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<string> streamId = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<long> streamVersion = new();
    private readonly NpgsqlParameter<DateTime> streamTime = new();
    private readonly NpgsqlParameter<long> slotId = new();
    private readonly NpgsqlParameter<DateOnly> slotEffective = new();
    private readonly NpgsqlParameter<DateTime> slotTime = new();

    private HandWrittenWriter(NpgsqlConnection connection, IReadOnlyDictionary<(string, string), long> slots)
    {
        (this.connection, this.slots) = (connection, slots);
        batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(InsertEvent)
                {
                    Parameters = { eventId, eventStream, eventVersion, eventData, eventType, eventTime, eventDotnetType, eventUser },
                },
                new(UpdateStream) { Parameters = { streamId, streamVersion, streamTime } },
                new(InsertHistory) { Parameters = { slotId, slotEffective, slotTime } },
            },
        };
    }

    public static async Task<HandWrittenWriter> Open(BenchDatabase database, CancellationToken cancellation)
    {
        var connection = await database.Owner.OpenConnectionAsync(cancellation);
        Dictionary<(string, string), long> slots = [];
        await using (var command = new NpgsqlCommand("select stream_id, slot, slot_id from minato.history_slots where tenant_id = 'floor'", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation)) slots.Add((reader.GetString(0), reader.GetString(1)), reader.GetInt64(2));
        }

        var writer = new HandWrittenWriter(connection, slots);
        await writer.batch.PrepareAsync(cancellation);
        return writer;
    }

    public async Task Append(string stream, long version, NewEvent @event)
    {
        var now = DateTime.UtcNow;
        eventId.TypedValue = @event.Id;
        eventStream.TypedValue = stream;
        eventVersion.TypedValue = version;
        eventData.TypedValue = @event.Data;
        eventType.TypedValue = @event.Type;
        eventTime.TypedValue = now;
        eventDotnetType.TypedValue = @event.DotnetType;
        eventUser.TypedValue = Sample.User;
        streamId.TypedValue = stream;
        streamVersion.TypedValue = version;
        streamTime.TypedValue = now;
        slotId.TypedValue = slots[(stream, @event.Slots[0])];
        slotEffective.TypedValue = @event.EffectiveDate;
        slotTime.TypedValue = now;
        // A batch without a transaction of its own is one transaction.
        await batch.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await batch.DisposeAsync();
        await connection.DisposeAsync();
    }
}
