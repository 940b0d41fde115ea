using System.Text.Json;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;
using Npgsql;

namespace MinatoTracker.EventLog.Doctor;

/// <summary>Reads every event and asks whether the history holds as much of it as it should.</summary>
internal sealed class HistoryCheck(NpgsqlConnection connection, Func<StoredEvent, HistoryPlace> place)
{
    public async Task<IEnumerable<Finding>> Run(string tenant, CancellationToken cancellation)
    {
        var (missing, unreadable) = (new Tally(), new Tally());
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
                if (place(stored).Slots.Count != reader.GetInt64(9)) missing.Add(stored, "");
            }
            catch (Exception failure)
            {
                unreadable.Add(stored, failure.Message);
            }
        }

        return Findings(tenant, missing, unreadable);
    }

    private static IEnumerable<Finding> Findings(string tenant, Tally missing, Tally unreadable)
    {
        if (missing.First is { } lost)
        {
            yield return Finding("history_differs", tenant, missing,
                $"The history does not hold {missing.Count} event(s) as it should, the first is event {lost.Position} of {lost.Stream}. Rebuild it.");
        }

        if (unreadable.First is { } broken)
        {
            yield return Finding("event_unreadable", tenant, unreadable,
                $"{unreadable.Count} event(s) can't be read, the first is event {broken.Position} of {broken.Stream}: {unreadable.Reason}");
        }
    }

    private static Finding Finding(string code, string tenant, Tally tally, string message) => new(
        code, Severity.Error, tenant, message,
        JsonSerializer.SerializeToElement(new { events = tally.Count, first = tally.First!.Position, stream = tally.First.Stream }));

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
