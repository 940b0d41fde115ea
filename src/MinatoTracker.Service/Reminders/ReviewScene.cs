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

    public IReadOnlyCollection<Addressee> Addressees => AddresseesOf(Recipients);

    public IReadOnlyCollection<Addressee> AddresseesAmong(IReadOnlySet<string> people) =>
        AddresseesOf(Recipients.Where(recipient => people.Contains(recipient.Person)));

    public ReminderTurn TurnAt(DateTimeOffset now, ReminderPolicy policy) => Reminding.Turn(Review, policy, Addressees, Ledger, now);

    public ReminderTurn Preview(DateOnly today, DateOnly day, ReminderPolicy policy) =>
        Reminding.Preview(Review, policy, Addressees, Ledger, today, day);

    /// <summary>A reminder's identity, readable: minato-2020/mid-year/tanaka/-5, with the section where its own deadline counts.</summary>
    public string IdentityOf(ReminderKey key) =>
        FormattableString.Invariant($"{Plan}/{Key}/{key.Person}/{key.Occasion}") + (key.Section is { } section ? $"/{section}" : "");

    private IReadOnlyCollection<Addressee> AddresseesOf(IEnumerable<ReminderRecipient> recipients)
    {
        // Worked out once, however many people a section has.
        var missing = MissingBySection();
        return
        [
            .. from recipient in recipients
               from section in DeadlinesOf(recipient)
               select new Addressee(recipient.Person, recipient.Audience, missing.GetValueOrDefault(recipient.Section ?? section ?? EveryOther, []))
               {
                   Section = section,
                   Declined = recipient.Declined,
               },
        ];
    }

    /// <summary>Null for the review's deadline, and each section that has its own.</summary>
    private IEnumerable<string?> DeadlinesOf(ReminderRecipient recipient) => recipient.Section is { } works
        ? [Review.SectionDeadlines.ContainsKey(works) ? works : null]
        : [null, .. Review.SectionDeadlines.Keys];

    private const string EveryOther = "";

    private Dictionary<string, ValueList<string>> MissingBySection()
    {
        var missing = Missing.OrderBy(initiative => initiative.Code, CodeOrder.Instance).ToList();
        var sections = missing.Where(initiative => initiative.Section is not null).GroupBy(initiative => initiative.Section!, StringComparer.Ordinal)
            .ToDictionary(section => section.Key, section => section.Select(initiative => initiative.Code).ToValueList(), StringComparer.Ordinal);
        sections[EveryOther] = missing.Where(initiative => initiative.Section is not { } section || !Review.SectionDeadlines.ContainsKey(section))
            .Select(initiative => initiative.Code).ToValueList();
        return sections;
    }
}
