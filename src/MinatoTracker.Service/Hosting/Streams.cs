using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Service.Hosting;

/// <summary>A stream, what history it belongs to, and how its events fold into a state.</summary>
/// <param name="Key">Readable in an audit: <c>initiative/minato-2020/3-3-6</c>.</param>
/// <param name="Scope">The plan's key for what the plan shows; null for what has no history of its own.</param>
public sealed record StreamOf<TState>(string Key, string? Scope, Func<IEnumerable<IEvent>, TState> Fold);

public static class Streams
{
    private const string PlanPrefix = "plan/";

    /// <summary>The history that a stream belongs to, from its key: as the methods below give it.</summary>
    public static string? ScopeOf(string stream) => stream.Split('/') switch
    {
        ["plan" or "initiative" or "review", var plan, ..] => plan,
        ["access", ..] => stream,
        ["reminder-policy" or "reminder-choices", var tenant] => ReminderScope(tenant),
        _ => null,
    };

    /// <summary>The plan's key, from the key of its stream.</summary>
    public static string PlanOf(string stream) => stream[PlanPrefix.Length..];

    public static StreamOf<Plan> Plan(string plan) => new(PlanPrefix + plan, plan, Domain.Plans.Plan.Fold);

    public static StreamOf<Initiative> Initiative(string plan, string code) =>
        new($"initiative/{plan}/{code}", plan, Domain.Initiatives.Initiative.Fold);

    public static StreamOf<Review> Review(string plan, string review) =>
        new($"review/{plan}/{review}", plan, Domain.Reviews.Review.Fold);

    /// <summary>A scope of its own, so that who had which role on a day is read like a plan on a day.</summary>
    public static StreamOf<AccessRegister> Access(string tenant) => new($"access/{tenant}", $"access/{tenant}", AccessRegister.Fold);

    /// <summary>What policy and choices have in common, so that how an office reminds on a day is one query.</summary>
    public static string ReminderScope(string tenant) => $"reminder-policy/{tenant}";

    /// <param name="standard">What holds where the office set nothing.</param>
    public static StreamOf<ReminderPolicyRegister> ReminderPolicy(string tenant, PolicySettings standard) =>
        new($"reminder-policy/{tenant}", ReminderScope(tenant), events => ReminderPolicyRegister.Fold(standard, events));

    public static StreamOf<ReminderChoices> ReminderChoices(string tenant) =>
        new($"reminder-choices/{tenant}", ReminderScope(tenant), Domain.Reminders.ReminderChoices.Fold);

    /// <summary>The keys of plan and review, from the key of a review's stream.</summary>
    public static (string Plan, string Review) ReviewOf(string stream) =>
        stream.Split('/') is [_, var plan, var review] ? (plan, review) : throw new FormatException($"{stream} is no review's stream.");

    public static StreamOf<ReminderLedger> Reminders(string plan, string review) =>
        new($"reminders/{plan}/{review}", null, ReminderLedger.Fold);
}
