using MinatoTracker.Browser.Tests.Support;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>Reviews as sections and the planning section go through them, without a script.</summary>
public sealed class ReviewsTests(RunningService service, Chromium chromium)
{
    private const string Board = "/plans/minato-2020/reviews/mid-year";

    [Fact]
    public async Task A_mails_link_leads_over_signing_in_to_one_form_that_reports_everything()
    {
        await using var visit = await Visit.Begin(chromium, service, javaScript: false);
        await visit.Page.GotoAsync(Report("1-3-1"));
        visit.Page.Url.ShouldContain("/sign-in");
        await visit.Page.FillAsync("#name", RunningService.Reporter);
        await visit.Page.FillAsync("#password", service.Password);
        await visit.Page.ClickAsync("main button[type=submit]");
        visit.Page.Url.ShouldEndWith(Report("1-3-1"));

        await visit.Field("value-1").FillAsync("４２．５");
        await visit.Field("note-1").FillAsync("8月の調査による");
        (await visit.Field("activityRecords").InputValueAsync()).Split('\n').ShouldBe(await Activities("1-3-1"));
        await visit.Field("activityRecords").FillAsync("行事：2回\n\n  聞き取り：15団体 ");
        await visit.Field("attainmentOutlook").SelectOptionAsync("NotExpected");
        await visit.Field("progressStatus").SelectOptionAsync("OnSchedule");
        await visit.Field("narrative").FillAsync("行事を減らしたため、年度末に間に合わない見込み。");
        await visit.Send();

        (await visit.Text(".confirmation")).ShouldContain("提出しました");
        (await Row(visit, "1-3-1")).ShouldContain("提出済み");
        (await Row(visit, "1-3-1")).ShouldContain("築港 まこと");
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-3-1")}?asOf=2020-08-31");
        var shown = await visit.Text();
        foreach (var part in new[] { "42.5%", "8月の調査による", "目標未達成見込", "行事を減らしたため" }) shown.ShouldContain(part);
        (await Activities("1-3-1")).ShouldBe(["行事：2回", "聞き取り：15団体"]);
        (await visit.Page.Locator("section[aria-labelledby=activities-title] li").AllInnerTextsAsync()).ShouldBe(["行事：2回", "聞き取り：15団体"]);
    }

    [Fact]
    public async Task Who_owns_an_initiative_is_led_from_its_page_to_the_form_of_the_open_review()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter, javaScript: false);
        await visit.Page.GotoAsync(RunningService.AddressOf("1-1-2"));

        await visit.Page.ClickAsync("main .actions >> text=中間振り返りの報告をする");
        visit.Page.Url.ShouldEndWith(Report("1-1-2"));
        await visit.Page.GotoAsync(RunningService.AddressOf("1-2-3"));
        (await visit.Text("main .actions")).ShouldContain("中間振り返りの報告を訂正");
        (await visit.Text("main .actions")).ShouldNotContain("自己評価の報告");
        await visit.Page.GotoAsync(RunningService.AddressOf("3-1-1"));
        (await visit.Text()).ShouldNotContain("報告をする");
    }

    [Fact]
    public async Task A_mistake_in_a_report_records_nothing_and_loses_nothing()
    {
        var before = (await service.Record("3-4-2")).Version;
        await using var visit = await Visit.Begin(chromium, service, RunningService.OtherReporter, javaScript: false);
        await visit.Page.GotoAsync(Report("3-4-2"));
        await visit.Field("value-1").FillAsync("およそ三十");
        await visit.Field("note-2").FillAsync("速報");
        await visit.Field("narrative").FillAsync("書きかけの文");
        await visit.Field("attainmentOutlook").SelectOptionAsync("");
        await visit.Send();

        var summary = await visit.Text(".error-summary");
        summary.ShouldContain("「およそ三十」は数として読めません");
        summary.ShouldContain("目標達成の見込");
        (await visit.Field("value-1").InputValueAsync()).ShouldBe("およそ三十");
        (await visit.Field("narrative").InputValueAsync()).ShouldBe("書きかけの文");
        (await service.Record("3-4-2")).Version.ShouldBe(before);
        await visit.Page.GotoAsync(Board);
        (await Row(visit, "3-4-2")).ShouldContain("未提出");
    }

    [Fact]
    public async Task A_returned_report_says_why_and_need_not_be_typed_again()
    {
        await service.Submit("2-1-1");
        await service.Return("2-1-1", "対象の学校数を補足に書いてください。");
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter, javaScript: false);
        await visit.Page.GotoAsync(Board);
        (await Row(visit, "2-1-1")).ShouldContain("対象の学校数を補足に書いてください。");

        await visit.Page.ClickAsync("a[aria-label='報告する 2-1-1']");
        (await visit.Text(".question")).ShouldContain("対象の学校数を補足に書いてください。");
        (await visit.Field("narrative").InputValueAsync()).ShouldNotBeEmpty();
        await visit.Send();
        (await Row(visit, "2-1-1")).ShouldContain("提出済み");
    }

    [Fact]
    public async Task Another_sections_report_is_shown_to_whom_it_belongs()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.OtherReporter, javaScript: false);
        await visit.Page.GotoAsync(Report("1-1-1"));

        (await visit.Text()).ShouldContain("所管課は「協働まちづくり推進課」です");
        (await visit.Page.Locator(".entry-form").CountAsync()).ShouldBe(0);
        await visit.Page.GotoAsync(Board);
        (await visit.Page.Locator("a[aria-label='報告する 1-1-1']").CountAsync()).ShouldBe(0);
        (await visit.Page.Locator("a[aria-label='報告する 3-1-1']").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_review_takes_no_more_reports()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter, javaScript: false);
        await visit.Page.GotoAsync("/plans/minato-2020/initiatives/1-1-1/report?review=year-end");

        (await visit.Text()).ShouldContain("この振り返りは締め切られ、数値は固定されています");
        (await visit.Page.Locator(".entry-form").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_not_signed_in_sees_the_published_version_but_not_who_owes()
    {
        await using var visit = await Visit.Begin(chromium, service, javaScript: false);
        await visit.Page.GotoAsync("/plans/minato-2020");
        await visit.Page.ClickAsync("text=振り返りと公表版");
        await visit.Page.ClickAsync("h2 >> text=自己評価");

        (await visit.Text(".baselines")).ShouldContain("令和2年度 第1回 区政会議資料");
        (await visit.Page.Locator(".board").CountAsync()).ShouldBe(0);
        await visit.Page.ClickAsync("text=公表時と同じかを確かめる");
        (await visit.Text(".baselines .evaluation")).ShouldBe("公表時と一致しています");
        await visit.Page.ClickAsync("text=公表版1");
        (await visit.Text(".shown-time")).ShouldContain("令和3年3月31日時点");
    }

    [Fact]
    public async Task The_planning_section_takes_a_review_from_its_schedule_to_a_superseded_version()
    {
        const string plan = "journey-2020";
        await service.ImportPlan(plan);
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner, javaScript: false);
        await visit.Page.GotoAsync($"/plans/{plan}/reviews");
        await visit.Page.ClickAsync("text=振り返りを予定する");
        (await visit.Field("submissionDeadline").InputValueAsync()).ShouldBe("2020-09-15");

        // 21 and 22 September 2020 are holidays.
        await visit.Field("submissionDeadline").FillAsync("2020-09-21");
        await Primary(visit);
        (await visit.Text(".question")).ShouldContain("次の開庁日は令和2年9月23日です");
        await visit.Page.ClickAsync("button[name=takeNext]");
        (await visit.Text(".confirmation")).ShouldContain("予定しました");
        (await visit.Text(".facts")).ShouldContain("令和2年9月23日");

        await visit.Page.ClickAsync("text=締切を変更");
        await visit.Field("section").SelectOptionAsync("総務課");
        await visit.Field("submissionDeadline").FillAsync("2020-09-26");
        await visit.Field("reason").FillAsync("課長不在のため");
        await Primary(visit);
        await visit.Page.ClickAsync("button[name=keepDay]");
        (await visit.Text(".confirmation")).ShouldContain("締切を変更しました");
        (await visit.Text()).ShouldContain("個別の締切：令和2年9月26日");

        (await visit.Text("section[aria-labelledby=moves-title]")).ShouldContain("課長不在のため");
        await visit.Page.ClickAsync("text=公表予定日を変更");
        await visit.Field("publicationDate").FillAsync("2020-10-11");
        await visit.Field("reason").FillAsync("区政会議の日程による");
        await Primary(visit);
        (await visit.Field("reason").InputValueAsync()).ShouldBe("区政会議の日程による", "nothing is lost while it asks about the Sunday");
        await visit.Page.ClickAsync("button[name=takeNext]");
        (await visit.Text(".confirmation")).ShouldContain("公表予定日を変更しました");
        (await visit.Text(".facts")).ShouldContain("令和2年10月12日");

        await visit.Page.ClickAsync("main .actions >> text=締め切る");
        (await visit.Text()).ShouldContain("元に戻すことはできません");
        await Primary(visit);
        (await visit.Text(".confirmation")).ShouldContain("数値は固定されています");

        await visit.Page.ClickAsync("main .actions >> text=公表版を作る");
        await visit.Field("publicationTitle").FillAsync("第2回区政会議資料");
        await Primary(visit);
        (await visit.Text("#field-publishedOn-error-0")).ShouldContain("入力してください");
        await visit.Field("publishedOn").FillAsync("2020-10-02");
        await Primary(visit);
        (await visit.Text(".confirmation")).ShouldContain("公表版を作りました");

        await visit.Page.ClickAsync(".baselines >> text=差し替える");
        await visit.Field("reason").FillAsync("算定誤りのため");
        await Primary(visit);
        (await visit.Page.Locator(".baselines > li").CountAsync()).ShouldBe(2);
        (await visit.Text(".baselines .superseded")).ShouldContain("算定誤りのため");
        await visit.Page.ClickAsync("text=公表時と同じかを確かめる");
        (await visit.Page.Locator(".baselines .evaluation.Met").CountAsync()).ShouldBe(2);
    }

    private static string Report(string code) => $"{RunningService.AddressOf(code)}/report?review=mid-year";

    private async Task<string[]> Activities(string code) =>
        [.. Initiative.Fold((await service.Record(code)).Timeline.Select(entry => entry.Event)).Activities.Values.Select(activity => activity.Value).OfType<string>()];

    private static Task Primary(Visit visit) => visit.Page.ClickAsync("main .entry-form > .form-buttons .primary");

    private static Task<string> Row(Visit visit, string code) =>
        visit.Page.Locator(".board tbody tr", new() { Has = visit.Page.Locator($".col-code:text-is('{code}')") }).InnerTextAsync();
}
