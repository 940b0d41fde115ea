using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Reads the columns that every query for events answers, in their order.</summary>
internal static class StoredEventReader
{
    /// <param name="from">How many columns stand before them.</param>
    public static StoredEvent Current(NpgsqlDataReader reader, int from = 0) => new(
        reader.GetInt64(from), reader.GetGuid(from + 1), reader.GetString(from + 2), reader.GetInt64(from + 3), reader.GetString(from + 4),
        reader.GetFieldValue<byte[]>(from + 5), reader.GetFieldValue<DateTimeOffset>(from + 6),
        TextOrNull(reader, from + 7), TextOrNull(reader, from + 8));

    public static async Task<List<StoredEvent>> Rest(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<StoredEvent> events = [];
        while (await reader.ReadAsync(cancellation)) events.Add(Current(reader));
        return events;
    }

    /// <summary>The answer of <c>in_force_since.sql</c>.</summary>
    public static async Task<InForceSince> Since(NpgsqlDataReader reader, long position, CancellationToken cancellation)
    {
        List<StoredEvent> events = [];
        var last = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            last = reader.GetInt64(0);
            if (!reader.IsDBNull(1)) events.Add(Current(reader, from: 1));
        }

        return new(last, last == position ? null : events);
    }

    private static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
