using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MinatoTracker.Browser.Tests.Support;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>Every page, in both languages, on a phone and on a desk.</summary>
public sealed class AccessiblePagesTests(RunningService service, Chromium chromium)
{
    private static readonly (string Page, string? As)[] Pages =
    [
        ("/", null),
        ("/plans/minato-2020", null),
        ("/plans/minato-2020?asOf=2020-06-30&outlook=Expected&progress=none", null),
        ("/plans/minato-2020?asOf=soon", null),
        ("/plans/minato-2020/initiatives/3-3-6", null),
        ("/plans/minato-2020/initiatives/3-3-6?asOf=2020-08-31", null),
        ("/plans/minato-2020/initiatives/1-2-3?done=actual", null),
        ("/plans/minato-2020/initiatives/6-3-1", null),
        ("/plans/minato-2020/initiatives/3-3-1", null),
        ("/plans/minato-2020/initiatives/R-1", null),
        ("/plans/minato-2020/initiatives/3-3-6/why", null),
        ("/plans/minato-2020/initiatives/1-2-3/why", null),
        ("/plans/minato-2020/compare?from=2020-06-30&to=2020-10-31", null),
        ("/plans/minato-2020/compare?from=soon&to=2020-10-31&toKnownAt=later", null),
        ("/plans/nowhere", null),
        ("/plans/minato-2020/initiatives/9-9-9", null),
        ("/nowhere", null),
        ("/sign-in", null),
        ("/plans/minato-2020/initiatives/1-1-1", RunningService.Reporter),
        ("/plans/minato-2020/initiatives/1-1-1/actuals/new", RunningService.Reporter),
        ("/plans/minato-2020/initiatives/1-1-1/assessments/new", RunningService.Reporter),
        ("/plans/minato-2020/initiatives/1-1-1/target-revisions/new", RunningService.Planner),
        ("/plans/minato-2020/initiatives/1-2-2", RunningService.Approver),
        ("/jobs?asked=check", RunningService.Administrator),
        ("/stale-figures", RunningService.Planner),
        ("/settings/reminders", RunningService.Reporter),
        ("/settings/reminders/change", "administrator"),
        ("/reminders/choices", RunningService.Reporter),
        ("/reminders/letter?plan=nowhere", RunningService.Reporter),
        ("/reminders/stop?person=nobody", null),
        ("/plans/minato-2020/reviews", null),
        ("/plans/minato-2020/reviews/mid-year", null),
        ("/plans/minato-2020/reviews/mid-year", RunningService.Planner),
        ("/plans/minato-2020/reviews/mid-year", RunningService.Reporter),
        ("/plans/minato-2020/reviews/year-end", RunningService.Planner),
        ("/plans/minato-2020/reviews/year-end/baselines", null),
        ("/plans/minato-2020/reviews/nothing", null),
        ("/plans/minato-2020/reviews/mid-year/reminders", RunningService.Planner),
        ("/jobs", RunningService.Reporter),
        ("/plans/minato-2020/reviews/new?kind=YearEnd", RunningService.Planner),
        ("/plans/minato-2020/reviews/mid-year/deadline", RunningService.Planner),
        ("/plans/minato-2020/reviews/mid-year/publication-date", RunningService.Planner),
        ("/plans/minato-2020/reviews/mid-year/close", RunningService.Planner),
        ("/plans/minato-2020/reviews/mid-year/submissions/1-2-3/return", RunningService.Planner),
        ("/plans/minato-2020/reviews/year-end/publish", RunningService.Planner),
        ("/plans/minato-2020/reviews/year-end/baselines/1/supersede", RunningService.Planner),
        ("/plans/minato-2020/initiatives/2-1-6/report?review=mid-year", RunningService.Reporter),
        ("/plans/minato-2020/initiatives/1-2-2/report?review=mid-year", RunningService.Reporter),
        ("/plans/minato-2020/initiatives/1-1-1/report?review=year-end", RunningService.Reporter),
    ];

    public static TheoryData<string> PagesForAll => [.. Pages.Where(page => page.As is null).Select(page => page.Page)];

    public static TheoryData<string, string> PagesForOnesOwn => [.. Pages.Where(page => page.As is not null).Select(page => (page.Page, page.As!))];

    [Theory]
    [MemberData(nameof(PagesForAll))]
    public Task A_page_is_accessible_and_fits_its_window(string page) => SoundPages.ShouldBeSound(chromium, service, page, null);

    [Theory]
    [InlineData("ja", 360)]
    [InlineData("en", 1280)]
    public async Task A_form_with_mistakes_is_accessible_too(string language, int width)
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner, language, width);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-1-1")}/target-revisions/new");
        await visit.Send();

        await visit.Page.Locator(".error-summary").WaitForAsync();
        await visit.ShouldBeSound(language, width);
    }

    [Theory]
    [InlineData("ja", 360)]
    [InlineData("en", 1280)]
    public async Task The_question_about_a_closed_day_is_accessible(string language, int width)
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner, language, width);
        await visit.Page.GotoAsync("/plans/minato-2020/reviews/mid-year/deadline");
        await visit.Field("submissionDeadline").FillAsync("2030-01-01");
        await visit.Field("reason").FillAsync("連休のため");
        await visit.Page.ClickAsync(".form-buttons .primary");

        await visit.Page.Locator(".question").WaitForAsync();
        await visit.ShouldBeSound(language, width);
    }

    [Theory]
    [InlineData("ja", 1280)]
    [InlineData("en", 360)]
    public async Task The_page_that_decides_a_revision_is_accessible(string language, int width)
    {
        var revision = await service.Propose("1-3-1", 45);
        await using var visit = await Visit.Begin(chromium, service, RunningService.Approver, language, width);
        await visit.Page.GotoAsync($"{RunningService.AddressOf("1-3-1")}/target-revisions/{revision}");

        await visit.ShouldBeSound(language, width);
    }
}

/// <summary>The same for who is signed in, side by side with the others: together they would take the longest of all tests.</summary>
public sealed class AccessiblePagesForOnesOwnTests(RunningService service, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(AccessiblePagesTests.PagesForOnesOwn), MemberType = typeof(AccessiblePagesTests))]
    public Task A_page_is_accessible_and_fits_its_window(string page, string person) => SoundPages.ShouldBeSound(chromium, service, page, person);
}

internal static class SoundPages
{
    private static readonly AxeRunOptions All = new() { ResultTypes = [ResultType.Violations] };

    // Colours are the same in every language and layout, and looking at them takes longer than everything else.
    private static readonly AxeRunOptions AllButColours = new()
    {
        ResultTypes = [ResultType.Violations],
        Rules = new Dictionary<string, RuleOptions> { ["color-contrast"] = new() { Enabled = false } },
    };

    /// <summary>The rules once a language and once a layout; that nothing hangs over, in each language in each layout.</summary>
    public static async Task ShouldBeSound(Chromium chromium, RunningService service, string page, string? person)
    {
        await using var visit = await Visit.Begin(chromium, service, person);
        await visit.Page.GotoAsync(page);
        await visit.ShouldFit("ja", 1280);
        await visit.ShouldBeSound("ja", 360);

        await visit.Page.GotoAsync("/language/en");
        await visit.Page.GotoAsync(page);
        await visit.ShouldFit("en", 360);
        await visit.ShouldFit("en", 1280);
        await visit.ShouldKeep(AllButColours);
    }

    public static async Task ShouldBeSound(this Visit visit, string language, int width)
    {
        await visit.ShouldFit(language, width);
        await visit.ShouldKeep(All);
    }

    private static async Task ShouldKeep(this Visit visit, AxeRunOptions rules)
    {
        // The other way opens a second page to put the frames' results together, and takes twice as long. No page here has frames.
#pragma warning disable CS0618
        var found = await visit.Page.Locator("html").RunAxeLegacy(rules);
#pragma warning restore CS0618
        found.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    public static async Task ShouldFit(this Visit visit, string language, int width)
    {
        await visit.Page.SetViewportSizeAsync(width, 900);
        (await visit.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        (await visit.Page.Locator("h1").CountAsync()).ShouldBe(1);
        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        visit.Complaints.ShouldBeEmpty();
    }
}
