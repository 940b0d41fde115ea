using System.Net;
using System.Net.Http.Json;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Site;

/// <summary>A page that is kept says what it would say if it were rendered anew.</summary>
public sealed class PublicPagesTests(SampleService service) : IClassFixture<SampleService>
{
    [Fact]
    public async Task A_page_is_shown_again_while_nothing_is_appended_and_anew_when_something_was()
    {
        var (first, _) = await Page("/plans/minato-2020");
        var (again, isKept) = await Page("/plans/minato-2020");
        isKept.ShouldBeTrue();
        again.ShouldBe(first);

        (await service.Reporter.PostAsJsonAsync($"{SampleService.Plan}/initiatives/1-1-1/assessments", new
        {
            review = "year-end", attainmentOutlook = "NotExpected", progressStatus = "NotOnSchedule", narrative = "地域の行事が再開できなかった。",
            effectiveDate = "2020-09-30",
        })).EnsureSuccessStatusCode();

        var (anew, wasKept) = await Page("/plans/minato-2020");
        wasKept.ShouldBeFalse();
        anew.ShouldNotBe(first);
    }

    [Fact]
    public async Task Each_language_and_each_question_has_its_own_page()
    {
        await Page("/plans/minato-2020");
        var (english, _) = await Page("/plans/minato-2020?lang=en");
        var (filtered, _) = await Page("/plans/minato-2020?section=保健福祉課");

        using var inEnglish = new HttpRequestMessage(HttpMethod.Get, "/plans/minato-2020") { Headers = { { "Cookie", ".AspNetCore.Culture=c%3Den%7Cuic%3Den" } } };
        (await (await service.Anyone.SendAsync(inEnglish)).Content.ReadAsStringAsync()).ShouldContain("<html lang=\"en\"");
        english.ShouldContain("<html lang=\"en\"");
        filtered.ShouldNotBe((await Page("/plans/minato-2020")).Text);
    }

    [Fact]
    public async Task On_the_next_day_the_page_says_the_next_day()
    {
        var (today, _) = await Page("/plans/minato-2020?lang=en&section=x");

        service.Time.Advance(TimeSpan.FromDays(1));

        (await Page("/plans/minato-2020?lang=en&section=x")).Text.ShouldNotBe(today);
    }

    [Fact]
    public async Task What_a_person_sees_who_is_signed_in_is_shown_to_nobody_else()
    {
        var own = WebUtility.HtmlDecode(await service.Reporter.GetStringAsync("/plans/minato-2020?section=y"));
        own.ShouldContain("Reporterさん");

        var (everybodys, _) = await Page("/plans/minato-2020?section=y");
        everybodys.ShouldNotContain("Reporterさん");
        WebUtility.HtmlDecode(await service.Reporter.GetStringAsync("/plans/minato-2020?section=y")).ShouldContain("Reporterさん");
    }

    [Fact]
    public async Task A_page_that_does_not_exist_is_not_kept()
    {
        using var first = await service.Anyone.GetAsync("/plans/minato-1999");
        using var again = await service.Anyone.GetAsync("/plans/minato-1999");

        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        again.Headers.Age.ShouldBeNull();
    }

    [Fact]
    public async Task A_kept_page_comes_with_the_same_type_and_protection()
    {
        using var first = await service.Anyone.GetAsync("/plans/minato-2020?section=z");
        using var again = await service.Anyone.GetAsync("/plans/minato-2020?section=z");

        again.Headers.Age.ShouldNotBeNull();
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        foreach (var header in new[] { "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy" })
            again.Headers.GetValues(header).ShouldBe(first.Headers.GetValues(header));
    }

    private async Task<(string Text, bool IsKept)> Page(string address)
    {
        using var response = await service.Anyone.GetAsync(address);
        response.EnsureSuccessStatusCode();
        return (WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.Age is not null);
    }
}
