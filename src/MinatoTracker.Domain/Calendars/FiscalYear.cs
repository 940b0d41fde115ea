using System.Globalization;

namespace MinatoTracker.Domain.Calendars;

/// <summary>A Japanese fiscal year (年度): 1 April of <paramref name="Year"/> to 31 March of the next.</summary>
public readonly record struct FiscalYear(int Year)
{
    public DateOnly Start => new(Year, 4, 1);

    public DateOnly End => new(Year + 1, 3, 31);

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    public static FiscalYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    public FiscalYear Next => new(Year + 1);

    public override string ToString() => Year.ToString(CultureInfo.InvariantCulture);
}
