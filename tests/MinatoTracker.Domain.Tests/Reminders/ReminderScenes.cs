using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Tests.Reminders;

/// <summary>A mid-year review of 2020: cut-off 31 August, deadline Tuesday 15 September; the 21st and 22nd are holidays.</summary>
internal static class ReminderScenes
{
    public static readonly ReminderPolicy Policy = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

    public static readonly Provenance Clerk = new("system", new DateOnly(2020, 9, 1));

    public static readonly Review MidYear = Review.Fold(
        [new ReviewScheduled(Clerk, ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 15))]);

    public static Addressee Owing(string person, params string[] missing) => new(person, Audience.Section, missing.ToValueList());

    /// <summary>Of a section that has a deadline of its own.</summary>
    public static Addressee OwingOf(string section, string person, params string[] missing) => Owing(person, missing) with { Section = section };

    /// <summary>Tokyo time.</summary>
    public static DateTimeOffset At(int month, int day, int hour = 8, int minute = 30) =>
        new(2020, month, day, hour, minute, 0, TimeSpan.FromHours(9));

    public static ReminderTurn Turn(this ReminderLedger ledger, DateTimeOffset now, params Addressee[] people) =>
        Reminding.Turn(MidYear, Policy, people, ledger, now);

    /// <summary>The ledger after all of a turn was done without a hitch.</summary>
    public static ReminderLedger After(this ReminderLedger ledger, ReminderTurn turn, DateTimeOffset at) =>
        turn.Due.SelectMany(due => RecordingReminders.Decide(new RecordSent(Clerk, due, $"<{due.Key}>", at), ledger).Events)
            .Concat(turn.Skipped.SelectMany(skip => RecordingReminders.Decide(new RecordSkipped(Clerk, skip, at), ledger).Events))
            .Aggregate(ledger, ReminderLedger.Evolve);

    public static ReminderLedger AfterFailing(this ReminderLedger ledger, DueReminder due, DateTimeOffset at, bool permanent = false) =>
        RecordingReminders.Decide(new RecordFailed(Clerk, due, DeliveryFault.Unreachable, null, permanent, at, 0.5), ledger)
            .Events.Aggregate(ledger, ReminderLedger.Evolve);
}
