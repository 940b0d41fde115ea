using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>What a letter says about one review.</summary>
public sealed record LetterPart(ReviewScene Scene, DueReminder Reminder)
{
    public string Identity => Scene.IdentityOf(Reminder.Key);

    public IEnumerable<ReviewedInitiative> Missing =>
        Scene.Missing.Where(initiative => Reminder.Missing.Contains(initiative.Code, StringComparer.Ordinal));
}

/// <summary>Everything that one person is reminded of this morning.</summary>
public sealed record Letter(string Person, IReadOnlyList<LetterPart> Parts, OutgoingMail Mail)
{
    public string MessageId => Mail.MessageId;
}
