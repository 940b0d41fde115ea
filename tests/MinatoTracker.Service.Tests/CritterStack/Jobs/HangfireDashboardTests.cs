using System.Net;
using MinatoTracker.CritterStack.Jobs;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Tests.People;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.CritterStack.Jobs;

/// <summary>Hangfire's dashboard in the service: whoever sees it can end jobs.</summary>
public sealed class HangfireDashboardTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Theory]
    [InlineData("/hangfire")]
    [InlineData("/hangfire/recurring")]
    [InlineData("/hangfire/stats")]
    public async Task A_visitor_is_sent_to_sign_in(string page)
    {
        using var browser = service.Browse();

        var answer = await browser.Get(page);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldContain("/sign-in");
    }

    [Theory]
    [InlineData(Role.Reporter)]
    [InlineData(Role.Planner)]
    [InlineData(Role.Approver)]
    public async Task Who_is_no_administrator_is_refused(Role role)
    {
        using var browser = await SignedIn(role);

        (await browser.Get("/hangfire")).Headers.Location!.OriginalString.ShouldContain("/not-allowed");
        (await browser.Post("/hangfire/recurring/trigger", new() { ["jobs[]"] = "remind" })).Headers.Location!.OriginalString.ShouldContain("/not-allowed");
    }

    [Fact]
    public async Task An_administrator_sees_the_jobs_and_runs_none_by_another_sites_form()
    {
        await ServerIsUp();
        using var browser = await SignedIn(Role.Administrator);

        var page = await browser.Get("/hangfire/recurring");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("remind");
        (await browser.Post("/hangfire/recurring/trigger", new() { ["jobs[]"] = "remind" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_its_own_pages_get_by_with_a_policy_of_their_own()
    {
        await ServerIsUp();
        using var browser = await SignedIn(Role.Administrator);

        Policy(await browser.Get("/hangfire")).ShouldContain("style-src 'self' 'unsafe-inline'");
        Policy(await browser.Get("/hangfire")).ShouldNotContain("script-src 'self' 'unsafe-inline'");
        Policy(await browser.Get("/")).ShouldContain("script-src 'none'");
    }

    [Fact]
    public async Task The_page_of_jobs_leads_there()
    {
        using var browser = await SignedIn(Role.Administrator);

        (await (await browser.Get("/jobs")).Content.ReadAsStringAsync()).ShouldContain("<a href=\"/hangfire\">");
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();

    private async Task<PeopleService.Browser> SignedIn(Role role)
    {
        var name = $"{role}-{Guid.NewGuid():N}".ToLowerInvariant();
        await service.Add(name, role);
        var browser = service.Browse();
        await browser.SignIn(name, PeopleService.Password);
        return browser;
    }

    private Task<object> ServerIsUp() => Eventually.Get<object>(
        () => Task.FromResult<object?>(service.Get<HangfireScheduler>().IsUp ? service : null), "the Hangfire server");
}
