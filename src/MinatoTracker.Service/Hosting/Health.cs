using MinatoTracker.EventLog.Postgres;

namespace MinatoTracker.Service.Hosting;

/// <summary>Whether the process lives, and whether it can work.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(EventLogDatabase database, DatabaseState state, CancellationToken cancellation)
    {
        if (!state.IsReady) return NotReady("The database's schema is not in place yet.");
        try
        {
            await using var command = database.Writer.CreateCommand("select 1");
            command.CommandTimeout = 3;
            await command.ExecuteScalarAsync(cancellation);
            return Results.Text("ready");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return NotReady($"PostgreSQL does not answer: {failure.Message}");
        }
    }

    private static IResult NotReady(string reason) => Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}
