using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace MinatoTracker.Domain.Calendars;

/// <summary>The days off by the law on national holidays, in any year since it came into force in 1948.</summary>
/// <remarks>
/// Computed from the law as it stands: a year whose equinoxes have not been announced is a forecast, and a law yet to be
/// passed is not known here.
/// </remarks>
public static class JapaneseHolidays
{
    // A year never changes once computed, and every reminder asks about the same two or three.
    private static readonly ConcurrentDictionary<int, Year> Years = new();

    /// <summary>The days off of a calendar year in order; none before the law.</summary>
    public static IReadOnlyList<Holiday> InYear(int year) => YearOf(year).InOrder;

    /// <summary>Why <paramref name="day"/> is a day off by law, or null if it is none.</summary>
    public static Holiday? On(DateOnly day) => YearOf(day.Year).ByDate.GetValueOrDefault(day);

    private static Year YearOf(int year) => Years.GetOrAdd(year, Compute);

    private static Year Compute(int year)
    {
        // Substitutes come first: where both paragraphs name the same day, the law speaks of it as a substitute.
        var days = National(year).ToDictionary(holiday => holiday.Date);
        var national = days.Keys.ToHashSet();
        foreach (var holiday in Substitutes(national).Concat(CitizensHolidays(national))) days.TryAdd(holiday.Date, holiday);
        return new(ValueList.ToValueList(days.Values.OrderBy(holiday => holiday.Date)), days.ToFrozenDictionary());
    }

    private static IEnumerable<Holiday> National(int year) =>
        from rule in HolidayLaw.Rules
        where rule.StandsIn(year)
        let holiday = rule.In(year)
        where holiday.Date >= HolidayLaw.InForce
        select holiday;

    private static IEnumerable<Holiday> Substitutes(HashSet<DateOnly> national) =>
        from sunday in national
        where sunday.DayOfWeek == DayOfWeek.Sunday && sunday >= HolidayLaw.SubstitutesSince
        let day = SubstituteFor(sunday, national)
        where !national.Contains(day)
        select new Holiday(day, "振替休日", "Substitute Holiday", HolidayKind.Substitute);

    private static DateOnly SubstituteFor(DateOnly sunday, HashSet<DateOnly> national)
    {
        var day = sunday.AddDays(1);
        if (sunday < HolidayLaw.WiderSubstitutesSince) return day;
        while (national.Contains(day)) day = day.AddDays(1);
        return day;
    }

    private static IEnumerable<Holiday> CitizensHolidays(HashSet<DateOnly> national) =>
        from before in national
        let day = before.AddDays(1)
        where day >= HolidayLaw.CitizensHolidaysSince && !national.Contains(day) && national.Contains(day.AddDays(1))
        // The wording of 1985 left Sundays out; 4 May 1986 was one. That of 2007 does not, but no such Sunday comes.
        where day.DayOfWeek != DayOfWeek.Sunday || day >= HolidayLaw.WiderSubstitutesSince
        select new Holiday(day, "国民の休日", "Citizens' Holiday", HolidayKind.Citizens);

    private sealed record Year(ValueList<Holiday> InOrder, FrozenDictionary<DateOnly, Holiday> ByDate);
}
