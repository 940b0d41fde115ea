namespace MinatoTracker.EventLog;

/// <summary>What every log asks of an append before it looks at its streams.</summary>
internal static class AppendRules
{
    /// <exception cref="ArgumentException">A stream or an event is named twice, or there is nothing to append.</exception>
    public static void Check(IReadOnlyList<StreamAppend> appends)
    {
        if (appends.Select(append => append.Stream).Distinct(StringComparer.Ordinal).Count() != appends.Count)
            throw new ArgumentException("A stream is named once in an append.", nameof(appends));
        if (appends.Count == 0 || appends.Any(append => append.Events.Count == 0))
            throw new ArgumentException("Every stream of an append gets at least one event.", nameof(appends));
        if (appends is not [{ Events.Count: 1 }] && appends.SelectMany(append => append.Events).Select(e => e.Id).ToArray() is var ids
            && ids.Distinct().Count() != ids.Length)
            throw new ArgumentException("An event is named once in an append.", nameof(appends));
    }
}
