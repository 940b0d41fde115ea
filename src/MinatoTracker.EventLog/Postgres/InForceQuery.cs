namespace MinatoTracker.EventLog.Postgres;

/// <summary>The query for what was in force, in the form that suits what is asked.</summary>
internal static class InForceQuery
{
    // Asked for in a subquery, so that it is known before anything else is begun.
    private const string UnlessAtPosition =
        " and $6 is distinct from coalesce((select l.seq_id from minato.mt_events l where l.tenant_id = $1 order by l.seq_id desc limit 1), 0)";

    public static (string Sql, object?[] Values) For(string tenant, InForce query) => For(tenant, query, "");

    /// <summary>The same, unless the tenant's last event is the one at this position.</summary>
    public static (string Sql, object?[] Values) Since(string tenant, InForce query, long position)
    {
        var (sql, values) = For(tenant, query, UnlessAtPosition);
        // The position is the sixth in both forms: the shorter one leaves its fifth out.
        object?[] all = [.. values, .. values.Length < 5 ? [DateTimeOffset.UnixEpoch] : Array.Empty<object?>(), position];
        return (Text("Queries/in_force_since.sql").Replace("{in_force}", sql, StringComparison.Ordinal), all);
    }

    private static (string Sql, object?[] Values) For(string tenant, InForce query, string condition)
    {
        // The conditions differ as text, so that the planner sees an index to use in each and no "or".
        var (slots, key) = query switch
        {
            { Slot: { } slot } => ("s.slot = $2 and $3::varchar is null", slot),
            { Stream: null } => ("s.scope = $2 and $3::varchar is null", query.Scope),
            _ => ("s.scope = $2 and s.stream_id = $3", query.Scope),
        };
        var (path, values) = query.KnownAt is { } knownAt
            ? ("Queries/in_force_as_known.sql", new object?[] { tenant, key, query.Stream, query.AsOf, knownAt.ToUniversalTime() })
            : ("Queries/in_force.sql", [tenant, key, query.Stream, query.AsOf]);
        return (Text(path).Replace("{slots}", slots + condition, StringComparison.Ordinal), values);
    }

    private static string Text(string path) => Sql.Text(typeof(InForceQuery).Assembly, path);
}
