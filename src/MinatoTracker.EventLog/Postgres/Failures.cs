using System.Net.Sockets;
using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>What a failure of the database means, told by its SQLSTATE, never by its text.</summary>
internal static class Failures
{
    public const string AppendOnly = "MN001";
    public const string UnknownTenant = "MN002";

    /// <summary>The database is down, starting, stopping, full of connections, or the way to it broke.</summary>
    public static bool MeansUnavailable(Exception failure) => failure switch
    {
        PostgresException e => e.SqlState is "57P01" or "57P02" or "57P03" or "53300" or "57P05"
            || e.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>The same once more may go through: a deadlock, a failed serialization, or a number that another writer took first.</summary>
    public static bool MeansTryAgain(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
    };

    /// <summary>Someone else held a lock for longer than this could wait.</summary>
    public static bool MeansBusy(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    public static EventLogUnavailableException Unavailable(Exception failure) =>
        new("PostgreSQL does not answer.", failure);
}
