using System.Text.Json;
using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Service.Jobs;

/// <summary>A run of a job.</summary>
/// <param name="AskedBy">Null where its time had come.</param>
/// <param name="Outcome">Null while it is running.</param>
public sealed record JobRun(string Job, string Node, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, JobOutcome? Outcome);

/// <summary>The record of runs, and the turns: whoever runs a job, a scheduler or a person at the machine, is alone with it.</summary>
public sealed class JobRuns(EventLogDatabase database, TrackerSettings settings, TimeProvider time)
{
    private static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <param name="by">Who asked; null where its time had come.</param>
    /// <returns>Null where the job is running somewhere else.</returns>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public async Task<JobTurn?> Begin(string job, string? by, CancellationToken cancellation)
    {
        var connection = await database.Sessions.OpenConnectionAsync(cancellation);
        try
        {
            if (!await connection.ExecuteScalarAsync<bool>(Command("take_turn", new { job }, cancellation)))
            {
                await connection.DisposeAsync();
                return null;
            }

            var id = Guid.CreateVersion7();
            await Execute("begin", new { id, job, node = Node, by, now = time.GetUtcNow() }, cancellation);
            return new(connection, Command("give_turn_back", new { job }, CancellationToken.None), outcome => End(id, outcome));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The last run of each of these jobs, as far as there is one.</summary>
    public Task<IReadOnlyList<JobRun>> Last(IEnumerable<string> jobs, CancellationToken cancellation) =>
        Query("last", new { jobs = jobs.ToArray() }, cancellation);

    /// <summary>The last run of each of these jobs that looked for something, as far as there is one.</summary>
    public Task<IReadOnlyList<JobRun>> LastThatLooked(IEnumerable<string> jobs, CancellationToken cancellation) =>
        Query("findings", new { jobs = jobs.ToArray() }, cancellation);

    /// <summary>Runs that had something to do, the latest first.</summary>
    public Task<IReadOnlyList<JobRun>> Recent(int limit, CancellationToken cancellation) => Query("recent", new { limit }, cancellation);

    // A run that ends because the process stops is recorded all the same.
    private Task<int> End(Guid id, JobOutcome outcome) => Execute("end", new
    {
        id,
        result = $"{outcome.Result}",
        note = outcome.Note.Text,
        values = outcome.Note.Values.ToArray(),
        error = outcome.Error,
        findings = outcome.Findings is { } findings ? JsonSerializer.Serialize(findings, JsonShapes.Indented) : null,
        now = time.GetUtcNow(),
    }, CancellationToken.None);

    private Task<int> Execute(string file, object values, CancellationToken cancellation) => database.Writer.InTenant(
        settings.Tenant, connection => connection.ExecuteAsync(Command(file, values, cancellation)), cancellation);

    private async Task<IReadOnlyList<JobRun>> Query(string file, object values, CancellationToken cancellation) => await database.Writer.InTenant(
        settings.Tenant,
        async connection => (await connection.QueryAsync<Row>(Command(file, values, cancellation))).Select(row => row.Read()).ToList(),
        cancellation);

    private CommandDefinition Command(string file, object values, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("tenant", settings.Tenant);
        return new(Sql.Text(typeof(JobRuns).Assembly, $"Jobs/Queries/{file}.sql"), parameters, cancellationToken: cancellation);
    }

    private sealed class Row
    {
        public required string Job { get; init; }

        public required string Node { get; init; }

        public string? AskedBy { get; init; }

        public DateTime StartedAt { get; init; }

        public DateTime? EndedAt { get; init; }

        public string? Result { get; init; }

        public string? Note { get; init; }

        public string[] NoteValues { get; init; } = [];

        public string? Error { get; init; }

        public string? Findings { get; init; }

        public JobRun Read() => new(Job, Node, AskedBy, StartedAt, EndedAt, Result is null ? null : Outcome());

        private JobOutcome Outcome() => new(Enum.Parse<JobResult>(Result!), new(Note!, [.. NoteValues]))
        {
            Error = Error,
            Findings = Findings is null ? null : JsonSerializer.Deserialize<Finding[]>(Findings, JsonShapes.Indented),
        };
    }
}

/// <summary>The right to run a job, until it is disposed of or its process dies.</summary>
public sealed class JobTurn(NpgsqlConnection connection, CommandDefinition giveBack, Func<JobOutcome, Task> end) : IAsyncDisposable
{
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task End(JobOutcome outcome) => end(outcome);

    // Closing the connection gives the turn back as well, but only when the server notices, which whoever comes next need not wait for.
    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.ExecuteScalarAsync<bool>(giveBack);
        }
        catch (NpgsqlException)
        {
            // The connection is gone already, and the turn with it.
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }
}
