using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>Runs the feature's SQL files over the office's rows.</summary>
internal sealed class PeopleSql(EventLogDatabase database, TrackerSettings settings)
{
    public Task<IReadOnlyList<T>> Query<T>(string file, object? values, CancellationToken cancellation) =>
        database.Writer.InTenant<IReadOnlyList<T>>(
            settings.Tenant,
            async connection => (await connection.QueryAsync<T>(Command(file, values, cancellation))).AsList(),
            cancellation);

    public async Task<T?> Single<T>(string file, object? values, CancellationToken cancellation)
        where T : class => (await Query<T>(file, values, cancellation)).SingleOrDefault();

    /// <returns>How many rows it touched.</returns>
    public Task<int> Execute(string file, object? values, CancellationToken cancellation) =>
        database.Writer.InTenant(
            settings.Tenant, connection => connection.ExecuteAsync(Command(file, values, cancellation)), cancellation);

    private CommandDefinition Command(string file, object? values, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("tenant", settings.Tenant);
        return new(Sql.Text(typeof(PeopleSql).Assembly, $"People/Queries/{file}.sql"), parameters, cancellationToken: cancellation);
    }
}
