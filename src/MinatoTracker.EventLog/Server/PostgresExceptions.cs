namespace MinatoTracker.EventLog.Server;

/// <summary>This machine has no PostgreSQL server programs that fit.</summary>
public sealed class PostgresNotFoundException(string found) : Exception(
    $"{found} Either run 'ops/postgres install', which installs them with the system's package manager, "
    + "or set MINATO_POSTGRES to the connection string of a PostgreSQL server you already have.");

/// <summary>The private PostgreSQL cluster could not be created, started or stopped.</summary>
public sealed class PostgresFailedException(string message, Exception? inner = null) : Exception(message, inner);
