using System.Net;
using MinatoTracker.Browser.Tests.Support;

namespace MinatoTracker.Browser.Tests.Pages;

/// <summary>What browsers are told beside the page itself, and what is answered where there is none.</summary>
public sealed class AnswersTests(RunningService service)
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(service.Address) };

    [Theory]
    [InlineData("/")]
    [InlineData("/plans/minato-2020")]
    [InlineData("/plans/nowhere")]
    [InlineData("/sign-in")]
    [InlineData("/site.css")]
    public async Task Browsers_may_load_nothing_from_elsewhere(string address)
    {
        var answer = await http.GetAsync(address);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
    }

    [Theory]
    [InlineData("/nowhere", "ページが見つかりません")]
    [InlineData("/plans/nowhere", "計画「nowhere」はありません")]
    [InlineData("/plans/minato-2020?asOf=1999-01-01", "平成11年1月1日の時点ではありません")]
    [InlineData("/plans/minato-2020/initiatives/9-9-9", "具体的取組「9-9-9」はありません")]
    [InlineData("/plans/minato-2020/initiatives/9-9-9/why", "具体的取組「9-9-9」はありません")]
    public async Task What_is_not_there_is_told_in_words(string address, string words)
    {
        var answer = await http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
    }

    [Theory]
    [InlineData("asOf=2020-02-31", "「2020-02-31」は日付として読めません")]
    [InlineData("knownAt=gestern", "「gestern」は日時として読めません")]
    public async Task A_wrong_day_is_told_and_today_is_shown(string query, string words)
    {
        var answer = await http.GetAsync($"/plans/minato-2020?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_page()
    {
        var answer = await http.PostAsync("/sign-out", new FormUrlEncodedContent([]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("何も保存されていません");
    }

    [Theory]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/plans/minato-2020?asOf=2020-08-31", "/plans/minato-2020?asOf=2020-08-31")]
    public async Task Choosing_a_language_leads_nowhere_else(string returnUrl, string expected)
    {
        var answer = await http.GetAsync($"/language/en?returnUrl={Uri.EscapeDataString(returnUrl)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe(expected);
    }

    [Fact]
    public async Task Without_its_database_the_service_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("minato-down-").FullName;
        var (app, address) = await RunningService.Start("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2", folder);
        await using (app)
        {
            var answer = await http.GetAsync(new Uri(new Uri(address), "/plans/minato-2020"));

            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("データベースに接続できません");
        }

        Directory.Delete(folder, recursive: true);
    }
}
