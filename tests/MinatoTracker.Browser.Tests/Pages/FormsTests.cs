using MinatoTracker.Browser.Tests.Support;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>What a person meets who enters something: mistakes, someone else's entry, a decision.</summary>
public sealed class FormsTests(RunningService service, Chromium chromium)
{
    [Fact]
    public async Task Every_mistake_is_named_at_once_and_nothing_typed_is_lost()
    {
        var before = (await service.Record("1-1-3")).Version;
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-3")}/actuals/new");
        await visit.Field("value").FillAsync("およそ七十");
        await visit.Field("note").FillAsync("速報");
        await visit.Page.EvaluateAsync("document.querySelector('#field-effectiveDate').type = 'text'");
        await visit.Field("effectiveDate").FillAsync("8月末");
        await visit.Send();

        (await visit.Text(".error-summary")).ShouldContain("2件");
        (await visit.Text("#field-value-error-0")).ShouldContain("「およそ七十」は数として読めません");
        (await visit.Text("#field-effectiveDate-error-0")).ShouldContain("「8月末」は日付として読めません");
        (await visit.Field("value").GetAttributeAsync("aria-invalid")).ShouldBe("true");
        (await visit.Field("value").GetAttributeAsync("aria-describedby"))!.ShouldContain("field-value-error-0");
        (await visit.Field("value").InputValueAsync()).ShouldBe("およそ七十");
        (await visit.Field("effectiveDate").InputValueAsync()).ShouldBe("8月末");
        (await visit.Field("note").InputValueAsync()).ShouldBe("速報");
        (await service.Record("1-1-3")).Version.ShouldBe(before);

        await visit.Page.ClickAsync(".error-summary a >> nth=0");
        visit.Page.Url.ShouldEndWith("#field-value");
    }

    [Fact]
    public async Task A_percentage_over_its_bounds_is_refused_by_the_decision()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-1")}/actuals/new");
        await visit.Field("value").FillAsync("150");
        await visit.Field("effectiveDate").FillAsync("2020-09-30");
        await visit.Send();

        (await visit.Text("#field-value-error-0")).ShouldContain("範囲");
    }

    [Fact]
    public async Task A_revision_without_its_reason_names_each_missing_field()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner, language: "en");
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-1")}/target-revisions/new");
        await visit.Field("target").FillAsync("50%以上");
        await visit.Field("kind").SelectOptionAsync("IndicatorReplacement");
        await visit.Send();

        var summary = await visit.Text(".error-summary");
        foreach (var label in new[] { "Reason in a word", "Reason", "New indicator" }) summary.ShouldContain(label);
        (await visit.Field("kind").InputValueAsync()).ShouldBe("IndicatorReplacement");
        (await visit.Field("target").InputValueAsync()).ShouldBe("50%以上");
    }

    [Fact]
    public async Task Who_is_overtaken_learns_by_whom_and_keeps_what_was_typed()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-4")}/actuals/new");
        await service.RecordActual("1-1-4", 44, new(2020, 9, 1), RunningService.OtherReporter);
        await visit.Field("value").FillAsync("45.5");
        await visit.Field("effectiveDate").FillAsync("2020-09-30");
        await visit.Send();

        var told = await visit.Text(".error-summary");
        told.ShouldContain("八幡屋 あおい");
        told.ShouldContain("44%");
        (await visit.Field("value").InputValueAsync()).ShouldBe("45.5");

        await visit.Send();
        (await visit.Text(".confirmation")).ShouldBe("実績を記録しました。");
        (await visit.Text(".indicator-section")).ShouldContain("45.5%");
    }

    [Fact]
    public async Task A_form_sent_twice_is_recorded_once()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-2-1")}/actuals/new");
        var before = (await service.Record("1-2-1")).Version;
        await visit.Field("value").FillAsync("88");
        await visit.Field("effectiveDate").FillAsync("2020-09-30");
        await visit.Page.EvaluateAsync("""
            (async () => {
              const form = document.querySelector('main .entry-form');
              const send = () => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
              await send();
              await send();
            })()
            """);
        await visit.Send();

        (await visit.Text(".confirmation")).ShouldBe("実績を記録しました。");
        (await service.Record("1-2-1")).Version.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_revision_approved_for_a_later_day_waits_no_more()
    {
        var revision = await service.Propose("2-2-1", 52, from: DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(2));
        await service.Approve("2-2-1", revision);
        await using var visit = await Visit.Begin(chromium, service, RunningService.Approver);
        await visit.Page.GotoAsync(RunningService.AddressOf("2-2-1"));

        (await visit.Text(".coming")).ShouldContain("「52%以上」に変わります");
        (await visit.Page.Locator(".proposal").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_planner_proposes_and_an_approver_approves()
    {
        await using var planner = await Visit.Begin(chromium, service, RunningService.Planner);
        await planner.Page.GotoAsync($"{RunningService.AddressOf("2-1-2")}/target-revisions/new");
        await planner.Field("kind").SelectOptionAsync("LevelChange");
        await planner.Field("target").FillAsync("80%以上");
        await planner.Field("reasonCode").SelectOptionAsync("InfectiousDisease");
        await planner.Field("reason").FillAsync("中学校での防災学習が減ったため。");
        await planner.Field("effectiveDate").FillAsync("2020-12-01");
        await planner.Send();
        (await planner.Text(".confirmation")).ShouldContain("起案しました");
        (await planner.Text(".proposal")).ShouldNotContain("承認・差戻しへ");

        await using var approver = await Visit.Begin(chromium, service, RunningService.Approver);
        await approver.Page.GotoAsync(RunningService.AddressOf("2-1-2"));
        await approver.Page.ClickAsync("text=承認・差戻しへ");
        await approver.Send();

        (await approver.Text(".confirmation")).ShouldContain("承認しました");
        await approver.Page.ClickAsync("text=目標が変わった理由を見る");
        var story = await approver.Text(".story");
        foreach (var part in new[] { "85%以上", "80%以上", "水準変更", "波除 さくら", "田中元 ひろし", "令和2年12月1日" }) story.ShouldContain(part);
    }

    [Fact]
    public async Task A_proposal_is_returned_only_with_a_reason()
    {
        var revision = await service.Propose("2-1-5", 55);
        await using var visit = await Visit.Begin(chromium, service, RunningService.Approver);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("2-1-5")}/target-revisions/{revision}");
        await visit.Page.ClickAsync("text=差し戻す >> nth=-1");
        (await visit.Text("#field-reason-error-0")).ShouldContain("入力してください");

        await visit.Field("reason").FillAsync("根拠となる資料を添えてください。");
        await visit.Page.ClickAsync("text=差し戻す >> nth=-1");
        (await visit.Text(".confirmation")).ShouldContain("差し戻しました");
    }

    [Fact]
    public async Task A_reporter_of_another_section_is_offered_nothing_and_refused()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.OtherReporter);
        await visit.Page.GotoAsync(RunningService.AddressOf("1-1-1"));
        (await visit.Page.Locator(".actions").CountAsync()).ShouldBe(0);

        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-1")}/actuals/new");
        await visit.Field("value").FillAsync("50");
        await visit.Field("effectiveDate").FillAsync("2020-09-30");
        await visit.Send();
        (await visit.Text(".error-summary")).ShouldContain("所管課は「協働まちづくり推進課」です");
    }

    [Fact]
    public async Task A_visitor_is_led_to_sign_in_and_back_to_the_form()
    {
        await using var visit = await Visit.Begin(chromium, service);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-1")}/actuals/new");
        visit.Page.Url.ShouldContain("/sign-in");
        await visit.Page.FillAsync("#name", RunningService.Reporter);
        await visit.Page.FillAsync("#password", service.Password);
        await visit.Page.ClickAsync("main button[type=submit]");

        visit.Page.Url.ShouldEndWith("/initiatives/1-1-1/actuals/new");
    }

    [Fact]
    public async Task The_keyboard_alone_records_an_actual()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Reporter);
        await visit.Page.GotoAsync(RunningService.AddressOf("1-2-2"));
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Focused()).ShouldBe("本文へ移動");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.TabTo("実績を記録");
        await visit.Page.Keyboard.PressAsync("Enter");
        // Not for the address: the jump to the main part just before counts as a navigation of its own, and the wait may miss this one.
        await visit.Field("value").WaitForAsync();

        await visit.TabToField("value");
        await visit.Page.Keyboard.TypeAsync("91");
        await visit.Page.Keyboard.PressAsync("Enter");
        (await visit.Text(".confirmation")).ShouldBe("実績を記録しました。");
    }
}

internal static class Keyboards
{
    private const int Patience = 60;

    public static Task<string> Focused(this Visit visit) => visit.Page.EvaluateAsync<string>("document.activeElement.innerText.trim()");

    public static Task TabTo(this Visit visit, string text) => visit.TabUntil($"document.activeElement.innerText.trim() === '{text}'");

    public static Task TabToField(this Visit visit, string name) => visit.TabUntil($"document.activeElement.id === 'field-{name}'");

    private static async Task TabUntil(this Visit visit, string reached)
    {
        for (var i = 0; i < Patience; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<bool>(reached)) return;
        }

        throw new ShouldAssertException($"{Patience} times Tab do not lead to: {reached}");
    }
}
