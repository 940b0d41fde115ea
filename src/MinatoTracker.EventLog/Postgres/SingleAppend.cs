using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>The call of <c>append_event.sql</c>: one event in one slot, to one stream at a version that is named. Made once and filled anew for every event.</summary>
internal sealed class SingleAppend
{
    private readonly List<NpgsqlParameter> parameters = [];
    private readonly NpgsqlParameter<string?> sequence;
    private readonly NpgsqlParameter<long?> position;
    private readonly NpgsqlParameter<DateTime> recorded;
    private readonly NpgsqlParameter<string> stream;
    private readonly NpgsqlParameter<long> expected;
    private readonly NpgsqlParameter<Guid> id;
    private readonly NpgsqlParameter<string> type;
    private readonly NpgsqlParameter<string> dotnetType;
    private readonly NpgsqlParameter<string> body;
    private readonly NpgsqlParameter<DateOnly> effective;
    private readonly NpgsqlParameter<string?> user;
    private readonly NpgsqlParameter<string?> correlation;
    private readonly NpgsqlParameter<string?> causation;
    private readonly NpgsqlParameter<string> headers;
    private readonly NpgsqlParameter<string> slot;
    private Standing known = new(null, null, DateTime.MinValue);

    // In the order of the function's parameters: they are passed by place.
    public SingleAppend(string tenant)
    {
        Add<string>(NpgsqlDbType.Varchar).TypedValue = tenant;
        sequence = Add<string?>(NpgsqlDbType.Text);
        position = Add<long?>(NpgsqlDbType.Bigint);
        recorded = Add<DateTime>(NpgsqlDbType.TimestampTz);
        stream = Add<string>(NpgsqlDbType.Varchar);
        expected = Add<long>(NpgsqlDbType.Bigint);
        id = Add<Guid>(NpgsqlDbType.Uuid);
        type = Add<string>(NpgsqlDbType.Varchar);
        dotnetType = Add<string>(NpgsqlDbType.Varchar);
        body = Add<string>(NpgsqlDbType.Jsonb);
        effective = Add<DateOnly>(NpgsqlDbType.Date);
        user = Add<string?>(NpgsqlDbType.Varchar);
        correlation = Add<string?>(NpgsqlDbType.Varchar);
        causation = Add<string?>(NpgsqlDbType.Varchar);
        headers = Add<string>(NpgsqlDbType.Jsonb);
        slot = Add<string>(NpgsqlDbType.Varchar);
    }

    /// <summary>Whether a batch is of this kind. A stream that must be new goes the long way.</summary>
    public static bool Suits(IReadOnlyList<PendingAppend> batch) =>
        batch is [{ Appends: [{ Expected.Value: > 0, Events: [{ Slots.Count: 1 }] }] }];

    /// <returns>Null where the stream stands elsewhere or a slot is new: nothing is written then.</returns>
    public async Task<AppendAnswer?> Execute(NpgsqlConnection connection, PendingAppend pending, DateTimeOffset now)
    {
        var append = pending.Appends[0];
        Fill(append, append.Events[0], pending.Metadata, now);
        await using var command = new NpgsqlCommand(Sql.Text(typeof(SingleAppend).Assembly, "Queries/append_event.sql"), connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        try
        {
            if (await command.ExecuteScalarAsync() as object[] is not [string name, DateTime at, long reached]) return null;
            known = new(name, reached, at);
            return new(at, [append.Expected.Value!.Value], null);
        }
        finally
        {
            // The next command takes them over.
            command.Parameters.Clear();
        }
    }

    private void Fill(StreamAppend append, NewEvent @event, EventMetadata about, DateTimeOffset now)
    {
        sequence.TypedValue = known.Sequence;
        position.TypedValue = known.Position;
        recorded.TypedValue = now.UtcDateTime > known.RecordedAt ? now.UtcDateTime : known.RecordedAt;
        stream.TypedValue = append.Stream;
        expected.TypedValue = append.Expected.Value!.Value;
        id.TypedValue = @event.Id;
        type.TypedValue = @event.Type;
        dotnetType.TypedValue = @event.DotnetType;
        body.TypedValue = @event.Data;
        effective.TypedValue = @event.EffectiveDate;
        user.TypedValue = about.User;
        correlation.TypedValue = about.CorrelationId;
        causation.TypedValue = about.CausationId;
        headers.TypedValue = about.Headers ?? AppendStatement.NoHeaders;
        slot.TypedValue = @event.Slots[0];
    }

    private NpgsqlParameter<T> Add<T>(NpgsqlDbType type)
    {
        var parameter = new NpgsqlParameter<T> { NpgsqlDbType = type };
        parameters.Add(parameter);
        return parameter;
    }

    /// <summary>The tenant's sequence, where it stood after our last append, and when that was recorded.</summary>
    private sealed record Standing(string? Sequence, long? Position, DateTime RecordedAt);
}
