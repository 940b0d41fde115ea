using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Plans;

/// <summary>A whole plan as it stood on a day, as known at a time.</summary>
/// <param name="AsOf">The day asked for.</param>
/// <param name="KnownAt">The time asked for; null for all that is known.</param>
public sealed record PlanView(
    string Plan,
    string Title,
    int FiscalYear,
    DateOnly AsOf,
    DateTimeOffset? KnownAt,
    ValueList<IssueView> Issues,
    ReformPlanView? ReformPlan)
{
    /// <summary>Every listed row, the reform plan's last.</summary>
    public IEnumerable<InitiativeView> AllInitiatives() =>
        Issues.SelectMany(issue => issue.Strategies).SelectMany(strategy => strategy.Initiatives).Concat(ReformPlan?.Initiatives ?? []);
}

public sealed record IssueView(int No, string Title, ValueList<StrategyView> Strategies);

public sealed record StrategyView(string Code, string Title, ValueList<InitiativeView> Initiatives);

public sealed record ReformPlanView(string Title, ValueList<InitiativeView> Initiatives);

public static class PlanViews
{
    /// <returns>Null while there is no such plan on that day.</returns>
    public static PlanView? Assemble(
        string key, Plan plan, IReadOnlyDictionary<string, Initiative> initiatives, DateOnly asOf, DateTimeOffset? knownAt)
    {
        if (plan.Drafted is not { } drafted) return null;
        var rows = plan.Listings
            .OrderBy(listing => listing.Value.Value.Position)
            .Select(listing => Row(listing.Key, listing.Value.Value, initiatives))
            .ToLookup(row => StrategyOf(row.Code), StringComparer.Ordinal);
        var issues = plan.Issues.Select(issue => new IssueView(
            issue.Key,
            issue.Value.Value,
            plan.Strategies.Where(strategy => IssueOf(strategy.Key) == $"{issue.Key}")
                .Select(strategy => new StrategyView(strategy.Key, strategy.Value.Value, rows[strategy.Key].ToValueList()))
                .ToValueList()));
        var reform = plan.ReformPlan is { } title ? new ReformPlanView(title.Value, rows["R"].ToValueList()) : null;
        return new(key, drafted.Value.Title, drafted.Value.FiscalYear, asOf, knownAt, issues.ToValueList(), reform);
    }

    private static InitiativeView Row(string code, Listing listing, IReadOnlyDictionary<string, Initiative> initiatives)
    {
        var shown = InitiativeView.Of(code, initiatives.GetValueOrDefault(listing.RepeatedFrom ?? code) ?? Initiative.Unregistered);
        return listing.RepeatedFrom is null ? shown : shown with { Title = listing.Title ?? code, RepeatedFrom = listing.RepeatedFrom };
    }

    // 3-3-6 is under strategy 3-3, and that under issue 3; R-1 is under the reform plan, R.
    private static string StrategyOf(string code) => code[..Math.Max(code.LastIndexOf('-'), 0)];

    private static string IssueOf(string strategy) => strategy.Split('-')[0];
}
