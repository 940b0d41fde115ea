namespace MinatoTracker.EventLog.Postgres;

/// <summary>Writes one batch of a tenant's appends in one transaction; when it answers, that is committed. One batch at a time.</summary>
internal interface IAppendWriter
{
    /// <exception cref="Npgsql.NpgsqlException">As PostgreSQL said it: its SQLSTATE tells what becomes of the batch.</exception>
    /// <exception cref="UnfitEventException">An event can't be stored, which was seen before PostgreSQL was asked.</exception>
    Task<AppendAnswer> Write(IReadOnlyList<PendingAppend> batch);
}
