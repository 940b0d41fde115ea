using AngleSharp;
using AngleSharp.Dom;
using MinatoTracker.Browser.Tests.Support;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>What a person reads when they compare the plan on two days.</summary>
public sealed class ComparingTests(RunningService service)
{
    [Fact]
    public async Task A_revised_target_is_told_before_and_after_with_the_event_that_revised_it()
    {
        var row = (await Compare("from=2020-06-30&to=2020-10-31")).QuerySelector("#row-4-1-3")!.ParentElement!;

        row.QuerySelector("h3 a")!.GetAttribute("href").ShouldBe("/plans/minato-2020/initiatives/4-1-3/why");
        var target = row.QuerySelectorAll(".changed-field").Single(field => field.QuerySelector("h4")!.TextContent.EndsWith("：目標", StringComparison.Ordinal));
        target.QuerySelectorAll("dd")[0].TextContent.ShouldContain("10.6%");
        target.QuerySelectorAll("dd")[1].TextContent.ShouldContain("8.8%");
        target.QuerySelector(".change-events")!.TextContent.ShouldContain("目標を変更");
    }

    [Fact]
    public async Task Between_a_day_and_itself_nothing_differs() =>
        (await Compare("from=2020-08-31&to=2020-08-31")).QuerySelector("h2")!.TextContent.ShouldBe("違いはありません。");

    [Fact]
    public async Task Who_names_no_day_sees_what_changed_since_the_year_began() =>
        (await Compare("")).QuerySelector("#from")!.GetAttribute("value").ShouldBe("2020-04-01");

    [Fact]
    public async Task A_day_that_is_none_is_told_at_its_field()
    {
        var page = await Compare("from=2020-02-31&to=2020-10-31");

        page.QuerySelector("#from-error")!.TextContent.ShouldContain("2020-02-31");
        page.QuerySelector("#from")!.GetAttribute("aria-invalid").ShouldBe("true");
    }

    private async Task<IDocument> Compare(string query)
    {
        using var http = new HttpClient { BaseAddress = new(service.Address) };
        var page = await http.GetStringAsync($"/plans/minato-2020/compare?{query}");
        return await BrowsingContext.New().OpenAsync(answer => answer.Content(page));
    }
}
