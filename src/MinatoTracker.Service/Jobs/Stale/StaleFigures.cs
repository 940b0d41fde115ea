using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Jobs.Stale;

/// <summary>An indicator of which nobody has recorded an actual for long.</summary>
/// <param name="Since">The day of its last actual this fiscal year, or else the fiscal year's first day.</param>
/// <param name="Days">From then to the day of the question.</param>
public sealed record StaleFigure(
    string Plan, string Code, string Title, string? OwningSection, string Indicator, string IndicatorName, DateOnly Since, bool HasActual, int Days);

public static class StaleFigures
{
    /// <summary>Those of a plan in its fiscal year; before and after it nothing is expected.</summary>
    /// <param name="view">The plan as it stands on the day.</param>
    /// <param name="days">How long without an actual is too long.</param>
    public static IEnumerable<StaleFigure> Of(PlanView view, DateOnly today, int days)
    {
        var year = new FiscalYear(view.FiscalYear);
        return year.Contains(today)
            ? view.AllInitiatives()
                .Where(row => row is { RepeatedFrom: null, Withdrawn: null })
                .SelectMany(row => row.Indicators.Select(indicator => Figure(view.Plan, row, indicator, year, today)))
                .Where(figure => figure.Days >= days)
            : [];
    }

    private static StaleFigure Figure(string plan, InitiativeView row, IndicatorView indicator, FiscalYear year, DateOnly today)
    {
        // What was carried over from the year before tells nothing of this one.
        var last = indicator.ActualDate is { } day && day >= year.Start ? day : (DateOnly?)null;
        var since = last ?? year.Start;
        return new(
            plan, row.Code, row.Title, row.OwningSection, indicator.Id, indicator.Name, since, last is not null, today.DayNumber - since.DayNumber);
    }
}

/// <summary>Answers which figures are stale today.</summary>
public sealed class StaleQueries(PlanQueries plans, TrackerSettings settings, TimeProvider time)
{
    public int Days => settings.StaleDays;

    /// <summary>Those of every plan of this fiscal year, in the order of the plans and codes.</summary>
    public async Task<IReadOnlyList<StaleFigure>> Today(CancellationToken cancellation = default)
    {
        var today = settings.Today(time);
        List<StaleFigure> stale = [];
        foreach (var heading in (await plans.Plans(new(today), cancellation)).Where(plan => new FiscalYear(plan.FiscalYear).Contains(today)))
        {
            if (await plans.Plan(heading.Plan, new(today), cancellation) is { } view)
                stale.AddRange(StaleFigures.Of(view, today, Days).OrderBy(figure => figure.Code, CodeOrder.Instance));
        }

        return stale;
    }
}
