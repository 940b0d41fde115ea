using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>What a letter says about one review.</summary>
public sealed record LetterPart(ReviewScene Scene, DueReminder Reminder)
{
    public string Identity => Scene.IdentityOf(Reminder.Key);

    public IEnumerable<ReviewedInitiative> Missing =>
        Scene.Missing.Where(initiative => Reminder.Missing.Contains(initiative.Code, StringComparer.Ordinal));

    /// <summary>One letter a person, whatever number of reviews it is about, unless the office wants one for each review.</summary>
    public static IEnumerable<IReadOnlyList<LetterPart>> ByLetter(IEnumerable<LetterPart> parts, ReminderPolicy policy) => parts
        .OrderBy(part => part.Identity, StringComparer.Ordinal)
        .GroupBy(part => (part.Reminder.Key.Person, policy.Digest ? null : (part.Scene.Plan, part.Scene.Key).ToString()))
        .Select(letter => letter.ToList());
}

/// <summary>Everything that one person is reminded of this morning.</summary>
public sealed record Letter(string Person, IReadOnlyList<LetterPart> Parts, OutgoingMail Mail)
{
    public string MessageId => Mail.MessageId;
}
