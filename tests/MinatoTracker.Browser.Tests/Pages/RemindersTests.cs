using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Browser.Tests.Support;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Reminders.Choices;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>The reminder policy, people's choices and the ledger, as people meet them.</summary>
public sealed partial class RemindersTests(RunningService service, Chromium chromium)
{
    private const string Administrator = "administrator";

    [Fact]
    public async Task An_administrator_changes_the_policy_and_everybody_sees_who_did_and_why()
    {
        await using var visit = await Visit.Begin(chromium, service, Administrator);
        await visit.Page.GotoAsync("/settings/reminders/change");
        await visit.Field("quietDays").FillAsync("2031-12-26 仕事納め\nR13.12.27");
        await visit.Field("reason").FillAsync("年末は電話が込み合うため");
        await visit.Send();

        (await visit.Text(".confirmation")).ShouldBe("きまりの変更を記録しました。");
        (await visit.Text("main")).ShouldContain("令和13年12月26日（仕事納め）");
        await using var reporter = await Visit.Begin(chromium, service, RunningService.Reporter);
        await reporter.Page.GotoAsync("/settings/reminders");
        (await reporter.Text(".timeline")).ShouldContain("年末は電話が込み合うため");
        (await reporter.Page.Locator("a[href='/settings/reminders/change']").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Every_mistake_in_the_policy_is_named_at_once_and_nothing_typed_is_lost()
    {
        await using var visit = await Visit.Begin(chromium, service, Administrator);
        await visit.Page.GotoAsync("/settings/reminders/change");
        await visit.Field("offsets").FillAsync("0, -5, +1");
        await visit.Field("sendTime").FillAsync("25:00");
        await visit.Field("zone").FillAsync("Asia/Minato");
        await visit.Field("perMinute").FillAsync("-3");
        await visit.Send();

        (await visit.Text(".error-summary")).ShouldContain("6件");
        (await visit.Text("#field-offsets-error-0")).ShouldContain("順が逆です");
        (await visit.Text("#field-planningFrom-error-0")).ShouldContain("+3 は「送る日」にありません");
        (await visit.Text("#field-sendTime-error-0")).ShouldContain("「25:00」は時刻として読めません");
        (await visit.Text("#field-zone-error-0")).ShouldContain("「Asia/Minato」という時間帯はありません");
        (await visit.Field("sendTime").InputValueAsync()).ShouldBe("25:00");
        (await visit.Field("offsets").InputValueAsync()).ShouldBe("0, -5, +1");
        await visit.ShouldBeSound("ja", 360);
    }

    [Fact]
    public async Task A_person_leaves_by_the_link_in_the_mail_and_comes_back_on_the_page()
    {
        var person = await service.PersonId(RunningService.OtherReporter);
        var link = new Uri(service.Services.GetRequiredService<StopLinks>().For(person, [ReminderKind.BeforeDeadline])).PathAndQuery;
        await using var visit = await Visit.Begin(chromium, service);
        await visit.Page.GotoAsync(link);
        await visit.ShouldBeSound("ja", 360);
        await visit.Page.ClickAsync("main button[type=submit]");
        (await visit.Text(".confirmation")).ShouldContain("「締切前のお知らせ」を止めました");
        await visit.ShouldBeSound("ja", 1280);

        await visit.SignIn(RunningService.OtherReporter, service.Password);
        await visit.Page.GotoAsync("/reminders/choices");
        (await visit.Page.IsCheckedAsync("#get-BeforeDeadline")).ShouldBeFalse();
        (await visit.Page.IsDisabledAsync("#get-DeadlineDay")).ShouldBeTrue();
        await visit.Page.CheckAsync("#get-BeforeDeadline");
        await visit.Send();
        (await visit.Text(".confirmation")).ShouldBe("選んだ内容を記録しました。");
        (await service.Services.GetRequiredService<ReminderChoosing>().Of(person)).Without.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_link_in_a_mail_leads_over_the_sign_in_to_the_form()
    {
        await service.OpenReview();
        var day = await service.FirstOccasion();
        var letter = (await service.Services.GetRequiredService<ReminderRun>().Preview(day)).First(letter => letter.Mail.Text.Contains("/initiatives/1-1-1/", StringComparison.Ordinal));
        var link = new Uri(LinkToForm().Match(letter.Mail.Text).Value).PathAndQuery;
        await using var visit = await Visit.Begin(chromium, service);
        await visit.Page.GotoAsync(link);
        visit.Page.Url.ShouldContain("/sign-in");
        await visit.Page.FillAsync("#name", RunningService.Reporter);
        await visit.Page.FillAsync("#password", service.Password);
        await visit.Page.ClickAsync("main button[type=submit]");

        visit.Page.Url.ShouldEndWith(link);
        await visit.Page.Locator("main form.entry-form").WaitForAsync();
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_by_a_button_that_only_planning_has()
    {
        await service.OpenReview();
        var person = $"gone-{Guid.NewGuid():N}";
        await service.GiveUp(person);
        var ledger = $"/reminders?person={person}";
        await using var reporter = await Visit.Begin(chromium, service, RunningService.Reporter);
        await reporter.Page.GotoAsync(ledger);
        (await reporter.Text("table.ledger")).ShouldContain("宛先");
        (await reporter.Page.Locator("table.ledger button").CountAsync()).ShouldBe(0);

        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner, javaScript: false);
        await visit.Page.GotoAsync(ledger);
        await visit.Page.ClickAsync("table.ledger button");

        (await visit.Text(".confirmation")).ShouldStartWith("もう一度送ります");
        visit.Page.Url.ShouldContain(ledger);
        (await visit.Page.Locator("table.ledger button").CountAsync()).ShouldBe(0, "it is due again");
    }

    [Theory]
    [InlineData("ja", 360)]
    [InlineData("en", 1280)]
    public async Task The_ledger_and_the_dry_run_are_accessible_with_something_in_them(string language, int width)
    {
        await service.OpenReview();
        var day = await service.FirstOccasion();
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner, language, width);
        foreach (var page in new[] { "/reminders", $"/reminders?on={day:yyyy-MM-dd}", "/reminders?on=2020-05-05", "/reminders?on=soon", $"/reminders/dry-run?on={day:yyyy-MM-dd}" })
        {
            await visit.Page.GotoAsync(page);
            await visit.ShouldBeSound(language, width);
        }

        await visit.Page.GotoAsync("/reminders?status=Upcoming");
        await visit.Page.Locator("a[href^='/reminders/letter']").First.ClickAsync();
        await visit.Page.Locator("pre.mail").WaitForAsync();
        await visit.ShouldBeSound(language, width);
    }

    [Fact]
    public async Task A_holiday_tells_why_nothing_was_sent()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner);
        await visit.Page.GotoAsync("/reminders?on=2020-05-05");
        (await visit.Text(".coming")).ShouldContain("営業日ではありません（こどもの日）");
    }

    [GeneratedRegex(@"https?://\S+/initiatives/1-1-1/\S+")]
    private static partial Regex LinkToForm();
}

internal static class OpenReviews
{
    /// <summary>Not the one of the calendar, which tests of reviews may close.</summary>
    private const string Extra = "extra";

    /// <summary>A review of the sample plan that is open from today on.</summary>
    public static async Task OpenReview(this RunningService service)
    {
        var tracker = service.Services.GetRequiredService<Service.Hosting.Tracker>();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var command = new Domain.Reviews.ScheduleReview(new("test", today), Domain.Reviews.ReviewKind.YearEnd, today.AddDays(-2), today.AddDays(20));
        await tracker.Handle(
            Service.Hosting.Streams.Review(RunningService.Plan, Extra), "test",
            state => state.IsScheduled ? Domain.Decision.Nothing : Domain.Reviews.Scheduling.Decide(command, state));
    }

    /// <summary>A reminder of it to somebody whose address nobody knows.</summary>
    public static Task GiveUp(this RunningService service, string person)
    {
        var (now, today) = (DateTimeOffset.UtcNow, DateOnly.FromDateTime(DateTime.UtcNow));
        return service.Services.GetRequiredService<Service.Hosting.Tracker>().Handle(
            Service.Hosting.Streams.Reminders(RunningService.Plan, Extra), "test",
            _ => Domain.Decision.Record(new ReminderFailed(
                new("test", today), person, -10, today.AddDays(20), now, Attempt: 1, DeliveryFault.AddressRefused, Detail: null, NextAttempt: null)));
    }

    /// <summary>The first day to come on which reminders of it leave.</summary>
    public static async Task<DateOnly> FirstOccasion(this RunningService service)
    {
        var policy = await service.Services.GetRequiredService<ReminderPolicies>().Current();
        var (review, _) = await service.Services.GetRequiredService<Service.Hosting.Tracker>()
            .Load(Service.Hosting.Streams.Review(RunningService.Plan, Extra));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return Silences.DaysOf(review, policy, policy.Offsets).Where(day => day > today.AddDays(1)).Min();
    }
}
