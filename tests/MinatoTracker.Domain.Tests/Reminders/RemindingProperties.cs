using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

/// <summary>Whole years, day by day, with any days on which the service was down.</summary>
public sealed class RemindingProperties
{
    private static readonly Gen<(Review Review, HashSet<int> Down, int ReportedAfter)> Years =
        from cutoff in Gen.Choose(0, 300)
        from length in Gen.Choose(1, 45)
        from down in Gen.Choose(0, 420).ListOf()
        from outage in Gen.Choose(0, 400)
        from reported in Gen.Choose(0, 420)
        let start = new DateOnly(2020, 4, 1).AddDays(cutoff)
        select (
            Review.Fold([new ReviewScheduled(Clerk, ReviewKind.MidYear, start, start.AddDays(length))]),
            down.Concat(Enumerable.Range(outage, 9)).ToHashSet(),
            reported);

    [Fact]
    public void A_year_without_an_outage_sends_exactly_what_the_calendar_says() => Holds(year =>
    {
        var sent = Live(year.Review, [], year.ReportedAfter).Where(happened => happened.Event is ReminderSent).ToList();
        // Worked out apart: each offset's day, waiting for the opening; of those that share the opening day, the last.
        var expected = Policy.Offsets
            .Select(offset => (Offset: offset, Day: Policy.Calendar.AddBusinessDays(year.Review.SubmissionDeadline, offset)))
            .Select(x => (x.Offset, Day: x.Day <= year.Review.CutoffDate ? Policy.Calendar.NextBusinessDay(year.Review.CutoffDate) : x.Day))
            .GroupBy(x => x.Day).Select(day => (day.Last().Offset, Day: day.Key))
            .Where(x => x.Day < Reported(year.ReportedAfter));
        sent.Select(happened => (happened.Event.Occasion, happened.Day)).ShouldBe(expected);
    });

    [Fact]
    public void Nobody_is_ever_sent_the_same_reminder_twice_or_two_in_a_day() => Holds(year =>
    {
        var sent = Live(year.Review, year.Down, year.ReportedAfter).Where(happened => happened.Event is ReminderSent).ToList();
        sent.Select(happened => happened.Event.Occasion).ShouldBeUnique();
        sent.Select(happened => happened.Day).ShouldBeUnique();
    });

    [Fact]
    public void Every_occasion_of_the_year_ends_sent_or_skipped_exactly_once() => Holds(year =>
        Live(year.Review, year.Down, year.ReportedAfter).Select(happened => happened.Event.Occasion).Order().ShouldBe(Policy.Offsets));

    [Fact]
    public void Who_has_reported_gets_no_mail() => Holds(year =>
        Live(year.Review, year.Down, year.ReportedAfter).Where(happened => happened.Event is ReminderSent)
            .ShouldAllBe(happened => happened.Day < Reported(year.ReportedAfter)));

    [Fact]
    public void Folding_a_ledger_again_gives_the_same() => Holds(year =>
    {
        var events = Live(year.Review, year.Down, year.ReportedAfter).Select(happened => happened.Event).ToList();
        var once = ReminderLedger.Fold(events);
        ReminderLedger.Fold(events.Concat(events)).Entries.ShouldBe(once.Entries, ignoreOrder: true);
    });

    private static DateOnly Reported(int after) => new DateOnly(2020, 4, 1).AddDays(after);

    // Two looks a day, one at midnight and one after the send time; the year has room for the last occasion.
    private static List<(ReminderEvent Event, DateOnly Day)> Live(Review review, HashSet<int> down, int reportedAfter)
    {
        List<(ReminderEvent, DateOnly)> happened = [];
        var ledger = ReminderLedger.Empty;
        for (var n = 0; n < 450; n++)
        {
            var day = new DateOnly(2020, 4, 1).AddDays(n);
            if (down.Contains(n)) continue;
            foreach (var time in new[] { new TimeOnly(0, 1), new TimeOnly(8, 31) })
            {
                var now = new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromHours(9));
                var turn = Reminding.Turn(review, Policy, [day < Reported(reportedAfter) ? Owing("tanaka", "1-1-1") : Owing("tanaka")], ledger, now);
                var events = Events(ledger, turn, now);
                happened.AddRange(events.Select(e => (e, day)));
                ledger = events.Aggregate(ledger, ReminderLedger.Evolve);
            }
        }

        return happened;
    }

    private static List<ReminderEvent> Events(ReminderLedger ledger, ReminderTurn turn, DateTimeOffset now) =>
    [
        .. turn.Due.SelectMany(due => RecordingReminders.Decide(new RecordSent(Clerk, due, "<id>", now), ledger).Events).Cast<ReminderEvent>(),
        .. turn.Skipped.SelectMany(skip => RecordingReminders.Decide(new RecordSkipped(Clerk, skip, now), ledger).Events).Cast<ReminderEvent>(),
    ];

    private static void Holds(Action<(Review Review, HashSet<int> Down, int ReportedAfter)> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Years.ToArbitrary(), property));
}
