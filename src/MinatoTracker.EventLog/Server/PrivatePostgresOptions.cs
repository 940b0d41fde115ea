using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MinatoTracker.EventLog.Server;

/// <summary>Where a private PostgreSQL cluster lives and how careful it is with its data.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>The folder of the cluster; everything in it belongs to the cluster.</summary>
    public required string Directory { get; init; }

    /// <summary>False for tests: a commit no longer waits for the disk, and a power cut may cost the data.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>False for tests: whoever stops the server also deletes the folder.</summary>
    public bool KeepData { get; init; } = true;

    /// <summary>The folder of initdb, pg_ctl and postgres; when null they are looked for.</summary>
    public string? Binaries { get; init; } = Environment.GetEnvironmentVariable("MINATO_POSTGRES_BIN");

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
