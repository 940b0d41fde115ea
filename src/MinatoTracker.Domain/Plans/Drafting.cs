namespace MinatoTracker.Domain.Plans;

/// <summary>Sets up a plan's structure: what it is made of and in which order.</summary>
public sealed record DraftPlan(
    Provenance Provenance,
    int FiscalYear,
    string Title,
    ValueList<(int No, string Title)> Issues,
    ValueList<(string Code, string Title)> Strategies,
    string? ReformPlan,
    ValueList<(string Code, Listing Listing)> Listings,
    string? CarriedOverFrom = null);

public static class Drafting
{
    /// <summary>Records what does not stand yet; drafting the same again records nothing.</summary>
    public static Decision Decide(DraftPlan command, Plan state)
    {
        var checks = new Checks().Require(command.Title, "title", 500)
            .That(state.Drafted is not { } drafted || drafted.Value.FiscalYear == command.FiscalYear, "fiscalYear", RefusalCode.AlreadyExists, state.Drafted?.Value.FiscalYear.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (checks.Failed) return checks.Refused;

        List<IEvent> events = [.. Heading(command, state)];
        var from = command.Provenance.EffectiveDate;
        foreach (var (no, title) in command.Issues)
            if (!Stands(state.Issues, no, title, from)) events.Add(new ManagementIssueAdded(command.Provenance, no, title));
        foreach (var (code, title) in command.Strategies)
            if (!Stands(state.Strategies, code, title, from)) events.Add(new StrategyAdded(command.Provenance, code, title));
        if (command.ReformPlan is { } reform && state.ReformPlan.On(from)?.Value != reform)
            events.Add(new ReformPlanAdded(command.Provenance, reform));
        foreach (var (code, listing) in command.Listings.Select(Titled))
            if (!Stands(state.Listings, code, listing, from)) events.Add(Listed(command.Provenance, code, listing));
        if (state.Adopted.On(from) is null) events.Add(new PlanAdopted(command.Provenance));
        return new(events.ToValueList(), []);
    }

    private static IEnumerable<IEvent> Heading(DraftPlan command, Plan state)
    {
        if (state.Drafted.On(command.Provenance.EffectiveDate)?.Value.Title != command.Title)
            yield return new PlanDrafted(command.Provenance, command.FiscalYear, command.Title);
        if (command.CarriedOverFrom is { } from && state.CarriedOverFrom.On(command.Provenance.EffectiveDate)?.Value != from)
            yield return new PlanCarriedOver(command.Provenance, from);
    }

    private static (string Code, Listing Listing) Titled((string Code, Listing Listing) row) =>
        row.Listing.RepeatedFrom is null ? (row.Code, new(row.Listing.Position)) : (row.Code, row.Listing with { Title = row.Listing.Title ?? row.Code });

    private static PlanEvent Listed(Provenance provenance, string code, Listing listing) => listing.RepeatedFrom is { } original
        ? new RepeatedListingAdded(provenance, code, listing.Position, listing.Title!, original)
        : new InitiativeListed(provenance, code, listing.Position);

    private static bool Stands<TKey, T>(IReadOnlyDictionary<TKey, Dated<T>> all, TKey key, T value, DateOnly on) =>
        all.TryGetValue(key, out var latest) && ((Dated<T>?)latest).On(on) is { } standing
        && EqualityComparer<T>.Default.Equals(standing.Value, value);
}
