using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>One thing that happened with a reminder, or one that is to come.</summary>
/// <param name="Section">Of the person, today.</param>
/// <param name="Audience">As whom the person was told; null where that is not recorded.</param>
public sealed record LedgerRow(string Plan, string Review, string? Section, Audience? Audience, ReminderRow Reminder)
{
    /// <summary>It was given up, and nothing came of it since.</summary>
    public bool MayBeResent { get; init; }

    public bool IsToCome => Reminder.Status is ReminderRowStatus.Upcoming or ReminderRowStatus.Due or ReminderRowStatus.NotNeeded;
}

/// <summary>Why a person has no row on a day.</summary>
/// <param name="RecordedAt">Where it is recorded on another day: when.</param>
public sealed record SilentPerson(string Person, string Name, string? Section, Silence Silence, DateTimeOffset? RecordedAt = null);

/// <param name="Rows">A page of them, the latest first.</param>
/// <param name="Total">Of all pages.</param>
/// <param name="Silence">Where a day is asked for on which nothing is recorded for anybody: why.</param>
/// <param name="Silent">Where a day is asked for: everybody asked for who has no row on it.</param>
public sealed record LedgerAnswer(
    IReadOnlyList<LedgerRow> Rows, int Total, int Page, int Pages, Silence? Silence, IReadOnlyList<SilentPerson> Silent);
