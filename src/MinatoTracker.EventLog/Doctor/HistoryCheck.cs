using System.Text.Json;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;
using Npgsql;

namespace MinatoTracker.EventLog.Doctor;

/// <summary>
/// Reads every event and asks whether the history holds of it what a fold of the log makes of it: no row less, no row more,
/// and in each the same. One query, so that what is appended meanwhile is in both or in neither.
/// </summary>
internal sealed class HistoryCheck(NpgsqlConnection connection, Func<StoredEvent, HistoryPlace> place)
{
    public async Task<IEnumerable<Finding>> Run(string tenant, CancellationToken cancellation)
    {
        var (differing, unreadable) = (new Tally<HistoryDifference>(), new Tally<string>());
        var rows = new HistoryRows(tenant, place);
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        batch.BatchCommands.Add(TenantScope.Command(tenant));
        var query = new NpgsqlBatchCommand(Sql.Text(typeof(HistoryCheck).Assembly, "Doctor/events_in_history.sql"));
        query.Parameters.Add(new() { Value = tenant });
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var stored = StoredEventReader.Current(reader);
            try
            {
                if (rows.Differ(stored, reader) is { } difference) differing.Add(stored, difference);
            }
            catch (Exception failure) when (failure is not NpgsqlException)
            {
                unreadable.Add(stored, failure.Message);
            }
        }

        return Findings(tenant, differing, unreadable);
    }

    private static IEnumerable<Finding> Findings(string tenant, Tally<HistoryDifference> differing, Tally<string> unreadable)
    {
        if (differing.First is { } wrong && differing.What is { } difference)
        {
            yield return new(
                "history_differs", Severity.Error, tenant,
                $"The history does not hold {differing.Count} event(s) as it should, the first is event {wrong.Position} of {wrong.Stream}. {difference} Rebuild it.",
                JsonSerializer.SerializeToElement(new
                {
                    events = differing.Count,
                    first = wrong.Position,
                    stream = wrong.Stream,
                    slot = difference.Slot,
                    column = difference.Column,
                    found = difference.Found,
                    expected = difference.Expected,
                }));
        }

        if (unreadable.First is { } broken)
        {
            yield return new(
                "event_unreadable", Severity.Error, tenant,
                $"{unreadable.Count} event(s) can't be read, the first is event {broken.Position} of {broken.Stream}: {unreadable.What}",
                JsonSerializer.SerializeToElement(new { events = unreadable.Count, first = broken.Position, stream = broken.Stream }));
        }
    }

    private sealed class Tally<T>
        where T : class
    {
        public int Count { get; private set; }

        public StoredEvent? First { get; private set; }

        public T? What { get; private set; }

        public void Add(StoredEvent stored, T what)
        {
            if (Count++ == 0) (First, What) = (stored, what);
        }
    }
}
