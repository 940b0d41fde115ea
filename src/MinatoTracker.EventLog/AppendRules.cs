namespace MinatoTracker.EventLog;

/// <summary>What every log asks of an append before it looks at its streams.</summary>
internal static class AppendRules
{
    /// <exception cref="ArgumentException">A stream is named twice, or there is nothing to append.</exception>
    public static void Check(IReadOnlyList<StreamAppend> appends)
    {
        if (appends.Select(append => append.Stream).Distinct(StringComparer.Ordinal).Count() != appends.Count)
            throw new ArgumentException("A stream is named once in an append.", nameof(appends));
        if (appends.Count == 0 || appends.Any(append => append.Events.Count == 0))
            throw new ArgumentException("Every stream of an append gets at least one event.", nameof(appends));
    }
}
