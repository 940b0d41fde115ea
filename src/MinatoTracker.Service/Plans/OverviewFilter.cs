using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Plans;

/// <summary>Which rows of the overview are shown: what its form and the cells of its matrix ask for.</summary>
public sealed record OverviewFilter(AxisChoice<AttainmentOutlook> Outlook, AxisChoice<ProgressStatus> Progress, string? Section, RowsOnly? Only)
{
    public const string OutlookKey = "outlook";
    public const string ProgressKey = "progress";
    public const string SectionKey = "section";
    public const string OnlyKey = "only";

    public bool ShowsAll => Outlook.IsAny && Progress.IsAny && Section is null && Only is null;

    public static OverviewFilter All { get; } = new(AxisChoice.Any<AttainmentOutlook>(), AxisChoice.Any<ProgressStatus>(), null, null);

    public static OverviewFilter Of(IQueryCollection query) => new(
        AxisChoice.Of<AttainmentOutlook>(query[OutlookKey]),
        AxisChoice.Of<ProgressStatus>(query[ProgressKey]),
        query[SectionKey].FirstOrDefault() is { Length: > 0 } section ? section : null,
        Enum.TryParse<RowsOnly>(query[OnlyKey], out var only) && Enum.IsDefined(only) ? only : null);

    public bool Shows(InitiativeView row) =>
        Outlook.Matches(row.AttainmentOutlook)
        && Progress.Matches(row.ProgressStatus)
        && (Section is null || row.OwningSection == Section)
        && Only switch
        {
            RowsOnly.Revised => row.Indicators.Any(indicator => indicator.Revised),
            RowsOnly.Doubtful => row.Warnings.Count > 0,
            RowsOnly.Unmeasured => row.Indicators.Any(indicator => indicator.Actual is null),
            _ => true,
        };
}

/// <summary>A further choice of rows.</summary>
public enum RowsOnly
{
    /// <summary>With a revised target.</summary>
    Revised,

    /// <summary>With something that a person should look at.</summary>
    Doubtful,

    /// <summary>With an indicator that has no actual yet.</summary>
    Unmeasured,
}

/// <summary>Any value of an axis, one value, or rows without a value.</summary>
public readonly record struct AxisChoice<T>(bool IsAny, T? Value)
    where T : struct, Enum
{
    public string Text => IsAny ? "" : Value?.ToString() ?? AxisChoice.None;

    public bool Matches(T? value) => IsAny || EqualityComparer<T?>.Default.Equals(Value, value);
}

public static class AxisChoice
{
    /// <summary>Stands in the address for rows without a value.</summary>
    public const string None = "none";

    public static AxisChoice<T> Any<T>()
        where T : struct, Enum => new(true, null);

    /// <summary>A word that is none of the choices narrows nothing.</summary>
    public static AxisChoice<T> Of<T>(string? text)
        where T : struct, Enum => text switch
        {
            None => new(false, null),
            _ when text is [var first, ..] && char.IsLetter(first) && Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) => new(false, value),
            _ => Any<T>(),
        };
}
