using System.Net.Sockets;
using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>What a failure of the database means, told by its SQLSTATE, never by its text.</summary>
internal static class Failures
{
    public const string AppendOnly = "MN001";
    public const string UnknownTenant = "MN002";

    /// <summary>The database is down, starting, stopping, full, has become a standby, or the way to it broke.</summary>
    public static bool MeansUnavailable(Exception failure) => failure switch
    {
        PostgresException e => e.SqlState is "57P01" or "57P02" or "57P03" or "57P05"
                or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
            || IsOfClass(e, "08") || IsOfClass(e, "53"),
        NpgsqlException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>The same once more may go through: it gave way to others, or a number was taken that another writer got first.</summary>
    public static bool MeansTryAgain(Exception failure) => failure is PostgresException e && (GaveWay(e) || IsTaken(e));

    /// <summary>A deadlock, a failed serialization, a lock that came too late, or one that was kept for too long with nothing said.</summary>
    public static bool GaveWay(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
            or "25P03",
    };

    /// <summary>Someone else held a lock for longer than this could wait.</summary>
    public static bool MeansBusy(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    /// <summary>What was to be stored is nothing that the database can hold, now or later.</summary>
    public static bool MeansUnfit(PostgresException failure) =>
        IsOfClass(failure, "22") || IsOfClass(failure, "54") || failure.SqlState == PostgresErrorCodes.NotNullViolation;

    public static EventLogUnavailableException Unavailable(Exception failure) => new(
        MeansTryAgain(failure) ? $"PostgreSQL has let others go first again and again ({((PostgresException)failure).SqlState})." : "PostgreSQL does not answer.",
        failure);

    private static bool IsTaken(PostgresException failure) => failure.SqlState == PostgresErrorCodes.UniqueViolation;

    private static bool IsOfClass(PostgresException failure, string name) => failure.SqlState.StartsWith(name, StringComparison.Ordinal);
}
