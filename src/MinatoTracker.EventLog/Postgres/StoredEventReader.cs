using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Reads the columns that every query for events answers, in their order.</summary>
internal static class StoredEventReader
{
    public static StoredEvent Current(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4),
        reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<DateTimeOffset>(6), TextOrNull(reader, 7), TextOrNull(reader, 8));

    public static async Task<List<StoredEvent>> Rest(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<StoredEvent> events = [];
        while (await reader.ReadAsync(cancellation)) events.Add(Current(reader));
        return events;
    }

    private static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
