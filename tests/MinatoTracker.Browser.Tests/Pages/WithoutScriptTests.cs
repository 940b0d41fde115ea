using MinatoTracker.Browser.Tests.Support;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>Old browsers, and offices that switch scripts off.</summary>
public sealed class WithoutScriptTests(RunningService service, Chromium chromium)
{
    [Fact]
    public async Task A_resident_picks_a_day_and_stays_on_it()
    {
        await using var visit = await Visit.Begin(chromium, service, javaScript: false);
        await visit.Page.GotoAsync("/plans/minato-2020");
        await visit.Page.FillAsync("#as-of", "2020-08-31");
        await visit.Page.ClickAsync(".time-form button");
        await visit.Page.ClickAsync("text=生活困窮者対応の充実");

        visit.Page.Url.ShouldEndWith("/initiatives/3-3-6?asOf=2020-08-31");
        (await visit.Text(".shown-time")).ShouldContain("令和2年8月31日時点");
        var then = await visit.Text(".indicator-section");
        then.ShouldContain("30%以上");
        then.ShouldNotContain("変更後目標");

        await visit.Page.ClickAsync("text=今日に戻る");
        (await visit.Text(".indicator-section")).ShouldContain("変更後目標");
    }

    [Fact]
    public async Task A_resident_learns_why_a_target_changed()
    {
        await using var visit = await Visit.Begin(chromium, service, javaScript: false);
        await visit.Page.GotoAsync(RunningService.AddressOf("3-3-6"));
        await visit.Page.ClickAsync("text=目標が変わった理由を見る");

        (await visit.Text(".before")).ShouldContain("30%以上");
        (await visit.Text(".after")).ShouldContain("2回以上");
        var story = await visit.Text(".story");
        foreach (var part in new[] { "指標差替え", "感染症", "令和2年10月1日", "記録日時", "比べられません" }) story.ShouldContain(part);
    }

    [Fact]
    public async Task A_cell_of_the_matrix_lists_what_it_counts()
    {
        // A plan of its own: other tests report on the sample plan meanwhile.
        await service.ImportPlan("matrix-2020");
        await using var visit = await Visit.Begin(chromium, service, javaScript: false);
        await visit.Page.GotoAsync("/plans/matrix-2020");
        (await visit.Text(".matrix tfoot td:last-child")).ShouldBe("49");
        var cell = visit.Page.Locator(".matrix tbody tr:first-child td").Nth(1);
        (await cell.InnerTextAsync()).ShouldBe("21");
        await cell.Locator("a").ClickAsync();

        (await visit.Page.Locator(".initiatives tr:not(.strategy) th[scope=row]").CountAsync()).ShouldBe(21);
        (await visit.Text(".shown-rows")).ShouldContain("50件のうち21件");
    }

    [Fact]
    public async Task A_visitor_changes_the_language_and_stays_on_the_page()
    {
        await using var visit = await Visit.Begin(chromium, service, javaScript: false);
        await visit.Page.GotoAsync("/plans/minato-2020?asOf=2020-08-31");
        await visit.Page.ClickAsync("text=English");

        visit.Page.Url.ShouldEndWith("/plans/minato-2020?asOf=2020-08-31");
        (await visit.Text(".shown-time")).ShouldContain("31 August 2020");
        (await visit.Page.GetAttributeAsync("h1", "lang")).ShouldBe("ja");
    }

    [Fact]
    public async Task A_reporter_signs_in_records_an_actual_and_signs_out()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter, javaScript: false);
        await visit.Page.GotoAsync(RunningService.AddressOf("1-1-2"));
        await visit.Page.ClickAsync("text=実績を記録");
        await visit.Field("value").FillAsync("５１．５");
        await visit.Field("effectiveDate").FillAsync("2020-09-30");
        await visit.Send();

        (await visit.Text(".confirmation")).ShouldBe("実績を記録しました。");
        var shown = await visit.Text(".indicator-section");
        shown.ShouldContain("51.5%");
        shown.ShouldContain("達成");
        (await visit.Text(".timeline li")).ShouldContain("築港 まこと");

        await visit.Page.ClickAsync("text=サインアウト");
        (await visit.Text(".site-header")).ShouldContain("サインイン");
    }
}
