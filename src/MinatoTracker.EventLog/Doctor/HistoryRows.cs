using System.Globalization;
using MinatoTracker.EventLog.Rebuild;
using Npgsql;

namespace MinatoTracker.EventLog.Doctor;

/// <summary>What stands wrong in the history.</summary>
/// <param name="Column">Of the table minato.history, or "slot" where a whole row is missing or too many.</param>
internal sealed record HistoryDifference(string Slot, string Column, string Found, string Expected)
{
    public override string ToString() => $"{Slot}: {Column} is {Found} instead of {Expected}.";
}

/// <summary>Holds the rows that the history has of an event against those that a fold of the log up to there makes.</summary>
internal sealed class HistoryRows(string tenant, Func<StoredEvent, HistoryPlace> place)
{
    private const string None = "none";
    private readonly SlotLedger ledger = new();

    /// <param name="reader">At a row of events_in_history.sql. Events are to come in their order.</param>
    /// <returns>The first difference; null where there is none.</returns>
    public HistoryDifference? Differ(StoredEvent stored, NpgsqlDataReader reader)
    {
        var wanted = place(stored);
        var rows = ledger.Rows(tenant, stored, wanted).Zip(wanted.Slots, (row, slot) => (Slot: slot, row.Effective, row.Latest))
            .OrderBy(row => row.Slot, StringComparer.Ordinal).ToArray();
        ledger.TakeAdded();
        var slots = reader.GetFieldValue<string[]>(9);
        for (var i = 0; i < Math.Max(rows.Length, slots.Length); i++)
        {
            if (i >= slots.Length || i >= rows.Length || slots[i] != rows[i].Slot)
                return new(i < rows.Length ? rows[i].Slot : slots[i], "slot", i < slots.Length ? slots[i] : None, i < rows.Length ? rows[i].Slot : None);
            var difference = Texts(10, "stream_id", stored.Stream) ?? Texts(11, "scope", wanted.Scope ?? "")
                ?? Days(12, "effective", rows[i].Effective) ?? Days(13, "latest_effective", rows[i].Latest)
                ?? Text("recorded_at", Time(reader.GetFieldValue<DateTime[]>(14)[i]), Time(stored.RecordedAt.UtcDateTime));
            if (difference is not null) return difference;

            HistoryDifference? Texts(int column, string name, string expected) => Text(name, reader.GetFieldValue<string[]>(column)[i], expected);
            HistoryDifference? Days(int column, string name, DateOnly expected) => Text(name, Day(reader.GetFieldValue<DateOnly[]>(column)[i]), Day(expected));
            HistoryDifference? Text(string name, string found, string expected) => found == expected ? null : new(slots[i], name, found, expected);
        }

        return null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);
}
