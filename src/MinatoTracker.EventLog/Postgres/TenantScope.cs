using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Tells the database whose rows a connection may see. Goes first in every batch: a pooled connection may hold another tenant's name.</summary>
public static class TenantScope
{
    public static NpgsqlBatchCommand Command(string tenant)
    {
        var command = new NpgsqlBatchCommand("select set_config('minato.tenant', $1, false)");
        command.Parameters.Add(new() { Value = tenant });
        return command;
    }
}
