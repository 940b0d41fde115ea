using System.Collections.Immutable;

namespace MinatoTracker.Domain.Plans;

/// <summary>State of one operation plan (区運営方針): a fold of its events, in any subset that the two times leave.</summary>
public sealed record Plan
{
    public static Plan Undrafted { get; } = new();

    public Dated<PlanDrafted>? Drafted { get; init; }

    public ImmutableSortedDictionary<int, Dated<string>> Issues { get; init; } = ImmutableSortedDictionary<int, Dated<string>>.Empty;

    /// <summary>Titles by code, in the order of the codes' numbers: 1-2 before 1-10.</summary>
    public ImmutableSortedDictionary<string, Dated<string>> Strategies { get; init; } =
        ImmutableSortedDictionary.Create<string, Dated<string>>(CodeOrder.Instance);

    public Dated<string>? ReformPlan { get; init; }

    public ImmutableSortedDictionary<string, Dated<Listing>> Listings { get; init; } =
        ImmutableSortedDictionary.Create<string, Dated<Listing>>(CodeOrder.Instance);

    public Dated<bool>? Adopted { get; init; }

    public Dated<string>? CarriedOverFrom { get; init; }

    public bool IsDrafted => Drafted is not null;

    public static Plan Fold(IEnumerable<IEvent> events) => events.Aggregate(Undrafted, Evolve);

    public static Plan Evolve(Plan state, IEvent @event)
    {
        var from = @event.Provenance.EffectiveDate;
        return @event switch
        {
            PlanDrafted e => state with { Drafted = state.Drafted.Then(e, from) },
            ManagementIssueAdded e => state with { Issues = Later(state.Issues, e.No, e.Title, from) },
            StrategyAdded e => state with { Strategies = Later(state.Strategies, e.Code, e.Title, from) },
            ReformPlanAdded e => state with { ReformPlan = state.ReformPlan.Then(e.Title, from) },
            InitiativeListed e => state with { Listings = Later(state.Listings, e.Code, new Listing(e.Position), from) },
            RepeatedListingAdded e => state with
            {
                Listings = Later(state.Listings, e.Code, new Listing(e.Position, e.Title, e.RepeatedFrom), from),
            },
            PlanAdopted => state with { Adopted = state.Adopted.Then(true, from) },
            PlanCarriedOver e => state with { CarriedOverFrom = state.CarriedOverFrom.Then(e.FromPlan, from) },
            _ => state,
        };
    }

    private static ImmutableSortedDictionary<TKey, Dated<T>> Later<TKey, T>(
        ImmutableSortedDictionary<TKey, Dated<T>> all, TKey key, T value, DateOnly from)
        where TKey : notnull =>
        all.SetItem(key, (all.TryGetValue(key, out var standing) ? standing : (Dated<T>?)null).Then(value, from));
}

/// <summary>A row of the plan. Title and RepeatedFrom are set on repeated listings (再掲) only.</summary>
public sealed record Listing(int Position, string? Title = null, string? RepeatedFrom = null);
