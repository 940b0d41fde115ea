using MinatoTracker.Domain;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Service.Reminders;

/// <summary>An initiative of the plan, as far as a review asks about it.</summary>
/// <param name="IsReported">Submitted, and not returned.</param>
public sealed record ReviewedInitiative(string Code, string Title, string? Section, bool IsReported);

/// <summary>All that decides about the reminders of one review.</summary>
/// <param name="LedgerVersion">The version of the ledger's stream.</param>
public sealed record ReviewScene(
    string Plan,
    string Key,
    string PlanTitle,
    Review Review,
    IReadOnlyList<ReviewedInitiative> Initiatives,
    IReadOnlyList<ReminderRecipient> Recipients,
    ReminderLedger Ledger,
    long LedgerVersion)
{
    public IEnumerable<ReviewedInitiative> Missing => Initiatives.Where(initiative => !initiative.IsReported);

    /// <summary>Missing, and there is nobody who could be told.</summary>
    public IEnumerable<ReviewedInitiative> Unheard => Missing.Where(initiative =>
        !Recipients.Any(recipient => recipient.Audience is Audience.Section && recipient.Section == initiative.Section));

    public IEnumerable<Addressee> Addressees => Recipients.Select(recipient => new Addressee(
        recipient.Person,
        recipient.Audience,
        Missing.Where(initiative => recipient.Section is null || recipient.Section == initiative.Section)
            .Select(initiative => initiative.Code)
            .Order(CodeOrder.Instance)
            .ToValueList())
    {
        Declined = recipient.Declined,
    });

    public ReminderTurn TurnAt(DateTimeOffset now, ReminderPolicy policy) => Reminding.Turn(Review, policy, Addressees, Ledger, now);

    public ReminderTurn Preview(DateOnly today, DateOnly day, ReminderPolicy policy) =>
        Reminding.Preview(Review, policy, Addressees, Ledger, today, day);

    /// <summary>A reminder's identity, readable: minato-2020/mid-year/tanaka/-5.</summary>
    public string IdentityOf(ReminderKey key) => FormattableString.Invariant($"{Plan}/{Key}/{key.Person}/{key.Occasion}");
}
