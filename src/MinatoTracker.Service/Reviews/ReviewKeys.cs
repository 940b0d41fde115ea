using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Service.Reviews;

/// <summary>How a plan's two regular reviews are called in addresses and streams.</summary>
public static class ReviewKeys
{
    private const string MidYear = "mid-year";
    private const string YearEnd = "year-end";

    public static string Of(ReviewKind kind) => kind == ReviewKind.YearEnd ? YearEnd : MidYear;

    public static ReviewKind KindOf(string key) => key == YearEnd ? ReviewKind.YearEnd : ReviewKind.MidYear;
}
