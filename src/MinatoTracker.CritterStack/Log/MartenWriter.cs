using System.Runtime.ExceptionServices;
using System.Text.Json;
using JasperFx.Events;
using Marten;
using Marten.Services;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.CritterStack.Log;

/// <summary>Writes a tenant's batches in a session of Marten's: one transaction, with the history kept by <see cref="HistoryKeeper"/>.</summary>
internal sealed class MartenWriter(IDocumentStore store, string tenant, TimeProvider time) : IAppendWriter
{
    private const int Large = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceWithLarge = TimeSpan.FromMinutes(10);

    public async Task<AppendAnswer> Write(IReadOnlyList<PendingAppend> batch)
    {
        try
        {
            return await InSession(batch);
        }
        catch (JsonException failure)
        {
            throw new UnfitEventException(failure.Message, failure);
        }
        catch (Exception failure) when (failure.InnerException is NpgsqlException cause)
        {
            // Marten wraps what PostgreSQL says; its SQLSTATE decides what becomes of the batch.
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private async Task<AppendAnswer> InSession(IReadOnlyList<PendingAppend> batch)
    {
        var events = batch.Sum(pending => pending.Appends.Sum(append => append.Events.Count));
        await using var session = store.LightweightSession(new SessionOptions
        {
            TenantId = tenant,
            Timeout = (int)(events < Large ? Patience : PatienceWithLarge).TotalSeconds,
        });
        await session.BeginTransactionAsync(CancellationToken.None);
        var answer = await Begin(session.Connection, batch);
        Add(session, batch, answer);
        await session.SaveChangesAsync();
        return answer;
    }

    // The same function that the other edition appends with: without events it takes the tenant's lock, reads the versions and
    // tells the time. Only what stands elsewhere than expected, or is expected nowhere, needs a second question.
    private async Task<AppendAnswer> Begin(NpgsqlConnection connection, IReadOnlyList<PendingAppend> batch)
    {
        PendingAppend[] withoutEvents =
            [.. batch.Select(pending => new PendingAppend([.. pending.Appends.Select(append => append with { Events = [] })], pending.Metadata))];
        var begun = await new AppendStatement(tenant).Execute(connection, withoutEvents, time.GetUtcNow());
        return begun.Outcomes is null ? begun : begun with { Outcomes = await Outcomes(connection, batch, begun.Versions) };
    }

    private async Task<string[]?> Outcomes(NpgsqlConnection connection, IReadOnlyList<PendingAppend> batch, long[] versions)
    {
        var appends = batch.SelectMany((pending, place) => pending.Appends.Select(append => (append, place))).ToArray();
        var events = appends.SelectMany((a, i) => a.append.Events.Select(e => (Stream: i + 1, e.Id))).ToArray();
        await using var command = new NpgsqlCommand(
            "select minato.append_outcomes($1, $2, $3, $4, $5, $6, $7)", connection)
        {
            Parameters =
            {
                new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = tenant },
                Many(NpgsqlDbType.Varchar, appends.Select(a => a.append.Stream)),
                Many(NpgsqlDbType.Bigint, appends.Select(a => a.append.Expected.Value)),
                Many(NpgsqlDbType.Integer, appends.Select(a => a.place)),
                Many(NpgsqlDbType.Bigint, versions),
                Many(NpgsqlDbType.Integer, events.Select(e => e.Stream)),
                Many(NpgsqlDbType.Uuid, events.Select(e => e.Id)),
            },
        };
        var outcomes = (string[])(await command.ExecuteScalarAsync())!;
        return Array.TrueForAll(outcomes, outcome => outcome == Appended) ? null : outcomes;
    }

    private const string Appended = "appended";

    private void Add(IDocumentSession session, IReadOnlyList<PendingAppend> batch, AppendAnswer answer)
    {
        var place = 0;
        List<Guid> keys = [];
        foreach (var (append, metadata) in batch.SelectMany(pending => pending.Appends.Select(append => (append, pending.Metadata))))
        {
            if (answer.Outcomes is { } outcomes && outcomes[place++] != Appended) continue;
            var added = session.Events.Append(append.Stream, append.Events.Select(e => Wrap(e, append.Scope, metadata, answer.RecordedAt)));
            // Marten names a wrapped event after the wrapper.
            foreach (var e in added.Events)
                if (e.Data is Verbatim { Event: var said }) (e.EventTypeName, e.DotNetTypeName) = (said.Type, said.DotnetType);
            if (append.Expected.Value is null) keys.AddRange(append.Events.Select(e => e.Id));
        }

        if (keys.Count > 0) session.QueueSqlCommand(Sql.Text(typeof(MartenWriter).Assembly, "Log/append_keys.sql"), tenant, keys.ToArray());
    }

    private static Event<Verbatim> Wrap(NewEvent said, string? scope, EventMetadata metadata, DateTimeOffset recordedAt) => new(new(said, scope))
    {
        Id = said.Id,
        Timestamp = recordedAt,
        UserName = metadata.User,
        CorrelationId = metadata.CorrelationId,
        CausationId = metadata.CausationId,
        Headers = metadata.Headers is { } headers ? JsonSerializer.Deserialize<Dictionary<string, object>>(headers) : null,
    };

    private static NpgsqlParameter Many<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };
}
