using MinatoTracker.Browser.Tests.Support;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Browser.Tests.Pages;

public sealed class JobsTests(RunningService service, Chromium chromium)
{
    [Fact]
    public async Task An_administrator_runs_a_job_without_script_and_sees_what_came_of_it()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Administrator, width: 390, javaScript: false);
        await visit.Page.GotoAsync("/");
        await visit.Page.ClickAsync(".site-nav a[href='/jobs']");
        await visit.Page.ClickAsync("section[aria-labelledby=job-check] button");

        (await visit.Text(".confirmation")).ShouldContain("「記録の点検」を動かすよう頼みました。");
        await Eventually.Get(
            async () =>
            {
                await visit.Page.ClickAsync(".confirmation a, .site-nav a[href='/jobs']");
                return (await visit.Text("section[aria-labelledby=job-check]")) is var shown && shown.Contains("に調べ、", StringComparison.Ordinal) ? shown : null;
            },
            "the check's findings");
        (await visit.Text(".runs")).ShouldContain("夕凪 みのるが頼みました。");
    }

    [Fact]
    public async Task Nobody_else_gets_to_the_jobs()
    {
        await using var visit = await Visit.Begin(chromium, service, RunningService.Planner);

        await visit.Page.GotoAsync("/jobs");

        visit.Page.Url.ShouldContain("/not-allowed");
        (await visit.Page.Locator(".site-nav a[href='/jobs']").CountAsync()).ShouldBe(0);
    }
}
