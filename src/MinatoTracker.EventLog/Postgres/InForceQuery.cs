namespace MinatoTracker.EventLog.Postgres;

/// <summary>The query for what was in force, in the form that suits what is asked.</summary>
internal static class InForceQuery
{
    public static (string Sql, object?[] Values) For(string tenant, InForce query)
    {
        // The conditions differ as text, so that the planner sees an index to use in each and no "or".
        var (slots, key) = query switch
        {
            { Slot: { } slot } => ("s.slot = $2 and $3::varchar is null", slot),
            { Stream: null } => ("s.scope = $2 and $3::varchar is null", query.Scope),
            _ => ("s.scope = $2 and s.stream_id = $3", query.Scope),
        };
        return query.KnownAt is { } knownAt
            ? (Sql("Queries/in_force_as_known.sql", slots), [tenant, key, query.Stream, query.AsOf, knownAt.ToUniversalTime()])
            : (Sql("Queries/in_force.sql", slots), [tenant, key, query.Stream, query.AsOf]);
    }

    private static string Sql(string path, string slots) =>
        EventLog.Sql.Text(typeof(InForceQuery).Assembly, path).Replace("{slots}", slots, StringComparison.Ordinal);
}
