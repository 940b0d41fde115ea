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
        var (differing, unreadable) = (new Tally(), new Tally());
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
                if (rows.Differ(stored, reader) is { } difference) differing.Add(stored, $"{difference}");
            }
            catch (Exception failure) when (failure is not NpgsqlException)
            {
                unreadable.Add(stored, failure.Message);
            }
        }

        return Findings(tenant, differing, unreadable);
    }

    private static IEnumerable<Finding> Findings(string tenant, Tally differing, Tally unreadable)
    {
        if (differing.First is { } wrong)
        {
            yield return Finding("history_differs", tenant, differing,
                $"The history does not hold {differing.Count} event(s) as it should, the first is event {wrong.Position} of {wrong.Stream}. "
                + $"{differing.Reason} Rebuild it.");
        }

        if (unreadable.First is { } broken)
        {
            yield return Finding("event_unreadable", tenant, unreadable,
                $"{unreadable.Count} event(s) can't be read, the first is event {broken.Position} of {broken.Stream}: {unreadable.Reason}");
        }
    }

    private static Finding Finding(string code, string tenant, Tally tally, string message) => new(
        code, Severity.Error, tenant, message,
        JsonSerializer.SerializeToElement(new { events = tally.Count, first = tally.First!.Position, stream = tally.First.Stream, detail = tally.Reason }));

    private sealed class Tally
    {
        public int Count { get; private set; }

        public StoredEvent? First { get; private set; }

        public string Reason { get; private set; } = "";

        public void Add(StoredEvent stored, string reason)
        {
            if (Count++ == 0) (First, Reason) = (stored, reason);
        }
    }
}
