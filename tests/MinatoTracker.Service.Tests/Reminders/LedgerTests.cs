using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Reminders.Ledger;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>For any person and any day: what was sent, what was not, and why.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_day_tells_what_was_sent_and_why_the_others_got_nothing()
    {
        var approver = await world.Hire("田中元 ひろし", "approver@minato.example", null!);
        await world.Choose(world.Makoto, ReminderKind.BeforeDeadline);
        await world.Run();
        world.GoTo(9, 3);

        var answer = await Ask(new() { On = new(2020, 9, 1) });
        answer.Rows.Select(row => (row.Reminder.Name, row.Reminder.Status, row.Reminder.SkipReason)).ShouldBe(
            [("港 はるか", ReminderRowStatus.Sent, null), ("築港 まこと", ReminderRowStatus.Skipped, (SkipReason?)SkipReason.OptedOut)], ignoreOrder: true);
        answer.Silence.ShouldBeNull();
        answer.Silent.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            silent => silent.Person.ShouldBe(approver.Id), silent => silent.Silence.Reason.ShouldBe(SilenceReason.NotConcerned));
    }

    [Theory]
    [InlineData(8, 31, SilenceReason.NoOpenReview)]
    [InlineData(9, 5, SilenceReason.OfficeClosed)]
    [InlineData(9, 9, SilenceReason.NoOccasion)]
    [InlineData(9, 21, SilenceReason.OfficeClosed)]
    public async Task A_day_without_anything_tells_why(int month, int day, SilenceReason reason)
    {
        await world.Run();
        world.GoTo(9, 30);
        await world.Run();
        var answer = await Ask(new() { On = new(2020, month, day) });
        answer.Rows.ShouldBeEmpty();
        answer.Silence!.Reason.ShouldBe(reason);
        answer.Silent.ShouldContain(silent => silent.Person == world.Haruka.Id && silent.Silence.Reason == reason);
    }

    [Fact]
    public async Task A_holiday_is_told_by_its_name() =>
        (await Ask(new() { On = new(2020, 9, 22) })).Silence!.Closing.ShouldBe(new Closing(ClosingReason.Holiday, JapaneseHolidays.On(new(2020, 9, 22))));

    [Fact]
    public async Task After_an_outage_the_missed_day_points_to_where_it_is_recorded()
    {
        world.GoTo(9, 10);
        await world.Run();
        var missed = (await Ask(new() { On = new(2020, 9, 1), Person = world.Haruka.Id })).Silent.ShouldHaveSingleItem();
        missed.Silence.Reason.ShouldBe(SilenceReason.RecordedOnAnotherDay);
        missed.RecordedAt.ShouldBe(world.Time.GetUtcNow());
        (await Ask(new() { On = new(2020, 9, 10), Person = world.Haruka.Id })).Rows.Select(row => (row.Reminder.Occasion, row.Reminder.Status))
            .ShouldBe([(-10, ReminderRowStatus.Skipped), (-5, ReminderRowStatus.Sent)]);
    }

    [Fact]
    public async Task A_day_that_the_service_missed_altogether_says_so()
    {
        world.GoTo(9, 2);
        (await Ask(new() { On = new(2020, 9, 1) })).Rows.ShouldAllBe(row => row.Reminder.Status == ReminderRowStatus.Due, "it may still leave");
        await world.Close();
        var answer = await Ask(new() { On = new(2020, 9, 1) });
        answer.Silence!.Reason.ShouldBe(SilenceReason.NothingRecorded);
    }

    [Fact]
    public async Task Who_came_later_and_whose_section_has_nothing_to_report_are_told_so()
    {
        await world.Run();
        world.GoTo(9, 20);
        await world.Close();
        var late = await world.Hire("大正 みなみ", "minami@minato.example", ReminderWorld.Community);
        var idle = await world.Hire("弁天 かなで", "kanade@minato.example", "会計課");

        var silent = (await Ask(new() { On = new(2020, 9, 1) })).Silent.ToDictionary(person => person.Person, person => person.Silence.Reason);
        silent[late.Id].ShouldBe(SilenceReason.NotYetConcerned);
        silent[idle.Id].ShouldBe(SilenceReason.NothingToReport);
        await world.Node.GetRequiredService<PeopleDirectory>().Deactivate(late.Id);
        (await Ask(new() { On = new(2020, 9, 1), Person = late.Id })).Silent.ShouldHaveSingleItem().Silence.Reason.ShouldBe(SilenceReason.Inactive);
        (await Ask(new() { On = new(2020, 9, 5), Person = idle.Id })).Silent.ShouldHaveSingleItem().Silence.Reason.ShouldBe(SilenceReason.OfficeClosed);
    }

    [Fact]
    public async Task A_review_that_was_closed_later_was_open_that_day()
    {
        await world.Run();
        world.GoTo(9, 20);
        await world.Close();
        (await Ask(new() { On = new(2020, 9, 9) })).Silence!.Reason.ShouldBe(SilenceReason.NoOccasion);
        world.GoTo(9, 30);
        (await Ask(new() { On = new(2020, 9, 29) })).Silence!.Reason.ShouldBe(SilenceReason.NoOpenReview);
    }

    [Fact]
    public async Task The_policy_of_that_day_decides_what_that_day_was()
    {
        world.GoTo(9, 3);
        await world.SetPolicy(settings => settings with { QuietDays = [new(new(2020, 9, 9), "停電")] });
        world.GoTo(9, 20);
        await world.SetPolicy(settings => settings with { QuietDays = [] });
        (await Ask(new() { On = new(2020, 9, 9) })).Silence!.Reason.ShouldBe(SilenceReason.QuietDay);
    }

    [Fact]
    public async Task It_can_be_asked_by_person_section_review_and_status()
    {
        await world.Run();
        (await Ask(new() { Person = world.Haruka.Id })).Rows.ShouldAllBe(row => row.Reminder.Person == world.Haruka.Id);
        (await Ask(new() { Section = ReminderWorld.Community })).Rows.ShouldAllBe(row => row.Section == ReminderWorld.Community);
        (await Ask(new() { Status = ReminderRowStatus.Sent })).Rows.Count.ShouldBe(2);
        (await Ask(new() { Status = ReminderRowStatus.Upcoming })).Rows.Count.ShouldBe(10);
        (await Ask(new() { Plan = ReminderWorld.Plan, Review = "year-end" })).Rows.ShouldBeEmpty();
        (await Ask(new() { Plan = ReminderWorld.Plan, Review = ReminderWorld.Review })).Total.ShouldBe(12);
    }

    [Fact]
    public async Task A_long_ledger_comes_in_pages()
    {
        for (var n = 0; n < 20; n++) await world.Hire($"職員{n}", $"staff{n}@minato.example", ReminderWorld.Community);
        var first = await Ask(new());
        (first.Total, first.Pages, first.Rows.Count).ShouldBe((132, 3, LedgerQuery.PageSize));
        var last = await Ask(new() { Page = 3 });
        last.Rows.Count.ShouldBe(32);
        (await Ask(new() { Page = 99 })).Page.ShouldBe(3);
    }

    [Fact]
    public async Task A_sent_letter_is_read_again_as_it_was_although_all_is_reported_by_now()
    {
        await world.Run();
        await world.Report("1-1-1");
        world.GoTo(9, 8);
        var letter = (await Archive.Find(ReminderWorld.Plan, ReminderWorld.Review, world.Haruka.Id, -10))!;
        letter.SentAt.ShouldBe(new(2020, 9, 1, 8, 30, 0, TimeSpan.FromHours(9)));
        letter.Letter!.Mail.Subject.ShouldContain("あと10営業日・未報告2件");
        letter.Letter.Mail.Text.ShouldContain("■ 1-1-1 防災訓練の実施");
    }

    [Fact]
    public async Task A_letter_to_come_is_shown_as_it_would_be_and_none_where_nothing_is_missing()
    {
        (await Archive.Find(ReminderWorld.Plan, ReminderWorld.Review, world.Makoto.Id, -1))!.Letter!.Mail.Subject.ShouldContain("あと1営業日");
        await world.Report("2-1-1");
        (await Archive.Find(ReminderWorld.Plan, ReminderWorld.Review, world.Makoto.Id, -1))!.Letter.ShouldBeNull();
        (await Archive.Find(ReminderWorld.Plan, ReminderWorld.Review, world.Makoto.Id, 77)).ShouldBeNull();
        (await Archive.Find(ReminderWorld.Plan, "nowhere", world.Makoto.Id, -1)).ShouldBeNull();
    }

    [Fact]
    public async Task A_dry_run_tells_who_gets_what_who_gets_nothing_and_why_a_day_has_none()
    {
        await world.Choose(world.Makoto, ReminderKind.AfterDeadline);
        var chief = await world.Hire("池島 たかし", "chief@minato.example", ReminderWorld.Community);
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", chief.Id, Role.SectionChief);
        var run = await world.Node.GetRequiredService<DryRuns>().On(new(2020, 9, 16));
        run.Letters.Select(letter => letter.Mail.To.Name).ShouldBe(["港 はるか", "池島 たかし"], ignoreOrder: true);
        run.Skipped.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            skipped => skipped.Name.ShouldBe("築港 まこと"), skipped => skipped.Reason.ShouldBe(SkipReason.OptedOut));
        run.Letters[0].Mail.Date.ShouldBe(new(2020, 9, 16, 8, 30, 0, TimeSpan.FromHours(9)));

        var none = await world.Node.GetRequiredService<DryRuns>().On(new(2020, 9, 17));
        none.Letters.ShouldBeEmpty();
        none.Silence.ShouldBe(new Silence(SilenceReason.NoOccasion, null, new(2020, 9, 18)));
        (await world.Ledger()).ShouldBeEmpty("nothing is sent or recorded");
    }

    private LetterArchive Archive => world.Node.GetRequiredService<LetterArchive>();

    private Task<LedgerAnswer> Ask(LedgerQuery query) => world.Node.GetRequiredService<LedgerQueries>().Ask(query);
}
