using System.Collections.Immutable;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>What events mean for the plan of reminders.</summary>
/// <param name="Reminders">What became of reminders, in order.</param>
/// <param name="Reviews">To be planned anew.</param>
/// <param name="Plans">All of whose reviews are to be planned anew.</param>
/// <param name="ConcernsAll">Every review is to be planned anew.</param>
internal sealed record PlanChanges(
    ImmutableList<(string Plan, string Review, ReminderEvent Event)> Reminders,
    ImmutableHashSet<(string Plan, string Review)> Reviews,
    ImmutableHashSet<string> Plans,
    bool ConcernsAll)
{
    public static PlanChanges Nothing { get; } = new([], [], [], false);

    /// <summary>Of an initiative only these change who is reminded of it. What was reported does not: that is looked at when a reminder is due.</summary>
    private static readonly ImmutableHashSet<Type> AboutSections = [typeof(InitiativeRegistered), typeof(OwningSectionAssigned), typeof(InitiativeWithdrawn)];

    public static PlanChanges After(PlanChanges before, StoredEvent stored) => stored.Stream.Split('/') switch
    {
        ["reminders", var plan, var review] => before.With(plan, review, stored),
        ["review", var plan, var review] => before with { Reviews = before.Reviews.Add((plan, review)) },
        ["initiative", var plan, ..] when EventTypes.All.TryGetValue(stored.Type, out var type) && AboutSections.Contains(type) =>
            before with { Plans = before.Plans.Add(plan) },
        ["access" or "reminder-policy", ..] => before with { ConcernsAll = true },
        _ => before,
    };

    public bool Concerns(string plan, string review) => ConcernsAll || Plans.Contains(plan) || Reviews.Contains((plan, review))
        || Reminders.Any(reminder => reminder.Plan == plan && reminder.Review == review);

    private PlanChanges With(string plan, string review, StoredEvent stored)
    {
        try
        {
            return EventTypes.FromStore(stored) is ReminderEvent e and not ReminderRequeued
                ? this with { Reminders = Reminders.Add((plan, review, e)) }
                : this with { Reviews = Reviews.Add((plan, review)) };
        }
        catch (UnreadableEventException)
        {
            // Whoever reads the whole of that review says so; it is no reason to plan nothing of the others.
            return this with { Reviews = Reviews.Add((plan, review)) };
        }
    }
}
