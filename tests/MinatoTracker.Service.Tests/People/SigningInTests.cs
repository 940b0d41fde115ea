using System.Net;
using System.Text.RegularExpressions;
using MinatoTracker.Domain.Access;

namespace MinatoTracker.Service.Tests.People;

public sealed partial class SigningInTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Fact]
    public async Task A_person_signs_in_and_gets_a_cookie_that_scripts_and_other_sites_can_not_use()
    {
        await service.Add("cookie");
        using var browser = service.Browse();

        var answer = await browser.SignIn("cookie", PeopleService.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.PathAndQuery.ShouldBe("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("minato=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        browser.Session.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ＷＩＤＥ")]
    [InlineData(" Wide ")]
    public async Task A_name_may_be_typed_wide_large_or_with_spaces(string typed)
    {
        if (await service.People.FindNamed("wide") is null) await service.Add("wide");
        using var browser = service.Browse();

        (await browser.SignIn(typed, PeopleService.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer_and_the_name_stays_typed()
    {
        await service.Add("known");
        using var browser = service.Browse();

        var wrong = await browser.SignIn("known", "not the password");
        var unknown = await browser.SignIn("unknown", "not the password");

        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unknown.StatusCode.ShouldBe(wrong.StatusCode);
        var page = await wrong.Content.ReadAsStringAsync();
        WebUtility.HtmlDecode(page).ShouldContain("利用者名またはパスワードが違います。");
        page.ShouldContain("value=\"known\"");
        page.ShouldNotContain("not the password");
        WithoutTokens(await unknown.Content.ReadAsStringAsync()).Replace("\"unknown\"", "\"known\"", StringComparison.Ordinal)
            .ShouldBe(WithoutTokens(page));
        browser.Session.ShouldBeNull();
    }

    [Fact]
    public async Task The_page_speaks_english_to_those_who_ask()
    {
        using var browser = service.Browse();

        var answer = await browser.SignIn("nobody", "not the password", "/sign-in?lang=en");

        (await answer.Content.ReadAsStringAsync()).ShouldContain("The sign-in name or the password is wrong.");
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("x", "")]
    public async Task A_form_half_filled_says_what_is_missing(string name, string password)
    {
        using var browser = service.Browse();

        var answer = await browser.SignIn(name, password);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("両方を入力してください");
    }

    [Theory]
    [InlineData("a\u0001control")]
    [InlineData("no letter \ufffd")]
    [InlineData("'; drop table minato.people --")]
    public async Task A_name_that_no_one_can_have_is_just_wrong(string name)
    {
        using var browser = service.Browse();

        (await browser.SignIn(name, "not the password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("/plans/minato-2020?asOf=2020-08-31", "/plans/minato-2020?asOf=2020-08-31")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("~/x", "/")]
    [InlineData("/\t/elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/sign-in?returnUrl=%2Fplans", "/")]
    public async Task Signing_in_leads_back_to_pages_of_this_site_only(string asked, string expected)
    {
        if (await service.People.FindNamed("returns") is null) await service.Add("returns");
        using var browser = service.Browse();

        var answer = await browser.SignIn("returns", PeopleService.Password, $"/sign-in?returnUrl={Uri.EscapeDataString(asked)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        new Uri(service.Address, answer.Headers.Location!).ShouldBe(new Uri(service.Address, expected));
    }

    [Fact]
    public async Task A_sign_in_without_the_antiforgery_token_is_refused()
    {
        await service.Add("forged");
        using var browser = service.Browse();

        var answer = await browser.Post("/sign-in", new() { ["Name"] = "forged", ["Password"] = PeopleService.Password, ["_handler"] = "sign-in" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        browser.Session.ShouldBeNull();
    }

    [Fact]
    public async Task Signing_out_needs_the_antiforgery_token_and_ends_the_session()
    {
        await service.Add("leaves");
        using var browser = service.Browse();
        await browser.SignIn("leaves", PeopleService.Password);

        (await browser.Post("/sign-out", new() { ["returnUrl"] = "/" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        browser.Session.ShouldNotBeNull();
        (await browser.SignOut()).StatusCode.ShouldBe(HttpStatusCode.Found);
        browser.Session.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_asks_to_sign_in_and_comes_back()
    {
        await service.Add("approves", Role.Approver);
        using var browser = service.Browse();

        var asked = await browser.Get("/needs-approver?asOf=2020-08-31");
        asked.StatusCode.ShouldBe(HttpStatusCode.Found);
        var signIn = asked.Headers.Location!.PathAndQuery;
        signIn.ShouldBe("/sign-in?returnUrl=%2Fneeds-approver%3FasOf%3D2020-08-31");
        var back = await browser.SignIn("approves", PeopleService.Password, signIn);

        (await (await browser.Get(back.Headers.Location!.ToString())).Content.ReadAsStringAsync()).ShouldBe("approvesさん");
    }

    [Fact]
    public async Task A_page_that_a_role_may_not_see_says_so()
    {
        await service.Add("plans", Role.Planner);
        using var browser = service.Browse();
        await browser.SignIn("plans", PeopleService.Password);

        var answer = await browser.Get("/needs-approver");
        answer.Headers.Location!.AbsolutePath.ShouldBe("/not-allowed");
        (await browser.Get("/not-allowed")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_not_redirected_away()
    {
        using var browser = service.Browse();

        var answer = await browser.Post("/needs-approver", new() { ["narrative"] = "長い文章" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("失われてもいません");
    }

    private static string WithoutTokens(string page) => TokenPattern().Replace(page, "");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"")]
    private static partial Regex TokenPattern();
}
