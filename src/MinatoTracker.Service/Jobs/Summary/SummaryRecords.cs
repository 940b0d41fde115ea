using System.Globalization;
using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>Who got the summary of which week.</summary>
public sealed class SummaryRecords(EventLogDatabase database, TrackerSettings settings, TimeProvider time)
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>Of the weeks from this Monday on.</summary>
    public Task<ILookup<DateOnly, string>> SentSince(DateOnly monday, CancellationToken cancellation) => database.Writer.InTenant(
        settings.Tenant,
        async connection => (await connection.QueryAsync<Row>(Command("sent", new { from = Text(monday) }, cancellation)))
            .ToLookup(row => DateOnly.ParseExact(row.Week, Iso, CultureInfo.InvariantCulture), row => row.Person),
        cancellation);

    /// <summary>Within a transaction.</summary>
    /// <returns>0 where it is recorded already.</returns>
    public Task<int> Record(NpgsqlConnection connection, DateOnly week, string person, string messageId, CancellationToken cancellation) =>
        connection.ExecuteAsync(Command("record", new { week = Text(week), person, messageId, now = time.GetUtcNow() }, cancellation));

    private static string Text(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    private CommandDefinition Command(string file, object values, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("tenant", settings.Tenant);
        return new(Sql.Text(typeof(SummaryRecords).Assembly, $"Jobs/Summary/Queries/{file}.sql"), parameters, cancellationToken: cancellation);
    }

    private sealed class Row
    {
        public required string Week { get; init; }

        public required string Person { get; init; }
    }
}
