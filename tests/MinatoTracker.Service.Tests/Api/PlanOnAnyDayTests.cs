using System.Net;
using System.Text.Json;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Api;

public sealed class PlanOnAnyDayTests(SampleService service) : IClassFixture<SampleService>
{
    [Fact]
    public async Task The_plan_lists_forty_seven_initiatives_and_three_of_the_reform_plan()
    {
        var plan = await service.Json($"{SampleService.Plan}?asOf=2020-10-31");

        Rows(plan).Count.ShouldBe(50);
        plan.GetProperty("reformPlan").GetProperty("initiatives").GetArrayLength().ShouldBe(3);
        plan.GetProperty("issues").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    public async Task Two_days_differ_in_exactly_the_revised_targets_and_what_was_assessed_or_recorded_between()
    {
        var june = Rows(await service.Json($"{SampleService.Plan}?asOf=2020-06-30"));
        var october = Rows(await service.Json($"{SampleService.Plan}?asOf=2020-10-31"));

        october.Keys.ShouldBe(june.Keys, ignoreOrder: true);
        string[] assessed = ["attainmentOutlook", "progressStatus", "narrative", "activityRecords", "warnings"];
        var changed = october.Keys
            .SelectMany(code => Fields(june[code]).Union(Fields(october[code])).Select(field => (code, field)))
            .Where(place => Text(june[place.code], place.field) != Text(october[place.code], place.field))
            .ToLookup(place => place.field, place => place.code);
        changed.Select(field => field.Key).Except(assessed).ShouldBe(["indicators"]);
        changed["indicators"].ShouldBe(["3-3-6", "4-1-3", "5-2-1"]);
        changed["attainmentOutlook"].Count().ShouldBe(50);
    }

    [Fact]
    public async Task The_plan_of_a_day_before_it_was_drafted_is_not_there() =>
        (await service.Anyone.GetAsync($"{SampleService.Plan}?asOf=2020-03-31")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Nothing_was_known_before_it_was_recorded()
    {
        var before = SampleService.Imported.AddSeconds(-1).ToString("O");

        (await service.Anyone.GetAsync($"{SampleService.Plan}?asOf=2020-10-31&knownAt={Uri.EscapeDataString(before)}"))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("2020-10-02T12:00:00%2B09:00")]
    [InlineData("2020-10-02T12:00:00+09:00")]
    [InlineData("2020-10-02T12:00")]
    [InlineData("2020-10-02")]
    public async Task The_time_of_knowledge_is_read_as_people_write_it(string knownAt) =>
        (await service.Anyone.GetAsync($"{SampleService.Plan}?asOf=2020-10-31&knownAt={knownAt}")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("asOf=yesterday", "asOf")]
    [InlineData("asOf=2020-02-30", "asOf")]
    [InlineData("knownAt=noon", "knownAt")]
    [InlineData("asOf=x&knownAt=y", "asOf,knownAt")]
    public async Task A_date_that_is_none_is_named(string query, string fields)
    {
        var answer = await service.Anyone.GetAsync($"{SampleService.Plan}?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        string.Join(',', errors.EnumerateObject().Select(error => error.Name)).ShouldBe(fields);
    }

    [Theory]
    [InlineData("/api/v1/plans/minato-1999")]
    [InlineData($"{SampleService.Plan}/initiatives/9-9-9")]
    [InlineData($"{SampleService.Plan}/initiatives/9-9-9/events")]
    [InlineData($"{SampleService.Plan}/initiatives/9-9-9/target-history")]
    public async Task What_is_unknown_is_a_404_problem(string address)
    {
        var answer = await service.Anyone.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_repeated_listing_shows_the_initiative_that_it_repeats()
    {
        var row = await service.Json($"{SampleService.Plan}/initiatives/3-3-1?asOf=2020-10-31");

        row.GetProperty("repeatedFrom").GetString().ShouldBe("3-1-2");
        row.GetProperty("indicators")[0].GetProperty("target").GetProperty("value").GetDecimal().ShouldBe(4400);
    }

    [Fact]
    public async Task The_history_of_a_target_tells_old_new_kind_reason_when_and_by_whom()
    {
        var history = await service.Json($"{SampleService.Plan}/initiatives/3-3-6/target-history?asOf=2020-10-31");

        var revision = history.GetProperty("indicators")[0].GetProperty("revisions")[0];
        revision.GetProperty("oldTarget").GetProperty("text").GetString().ShouldBe("30%以上");
        revision.GetProperty("newTarget").GetProperty("value").GetDecimal().ShouldBe(2);
        revision.GetProperty("kind").GetString().ShouldBe("IndicatorReplacement");
        revision.GetProperty("reasonCode").GetString().ShouldBe("InfectiousDisease");
        revision.GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
        revision.GetProperty("effectiveDate").GetString().ShouldBe("2020-10-01");
        revision.GetProperty("recordedAt").GetDateTimeOffset().ShouldBe(SampleService.Imported);
        revision.GetProperty("by").GetString().ShouldBe("operator");
        revision.GetProperty("publication").GetProperty("publishedOn").GetString().ShouldBe("2020-10");
    }

    [Fact]
    public async Task The_timeline_is_read_in_pages()
    {
        var address = $"{SampleService.Plan}/initiatives/4-1-3/events";
        var first = await service.Json($"{address}?limit=3");

        first.GetProperty("items").GetArrayLength().ShouldBe(3);
        var second = await service.Json($"{address}?after={first.GetProperty("next").GetInt64()}");
        second.GetProperty("items")[0].GetProperty("version").GetInt64().ShouldBe(4);
        second.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_open_api_document_names_every_route_of_the_contract()
    {
        var paths = (await service.Json("/openapi/v1.json")).GetProperty("paths");

        foreach (var path in new[] { "", "/initiatives/{code}", "/initiatives/{code}/events", "/initiatives/{code}/target-history", "/initiatives/{code}/actuals", "/initiatives/{code}/assessments", "/initiatives/{code}/target-revisions" })
            paths.TryGetProperty($"/api/v1/plans/{{plan}}{path}", out _).ShouldBeTrue(path);
    }

    private static Dictionary<string, JsonElement> Rows(JsonElement plan) =>
        plan.GetProperty("issues").EnumerateArray()
            .SelectMany(issue => issue.GetProperty("strategies").EnumerateArray())
            .SelectMany(strategy => strategy.GetProperty("initiatives").EnumerateArray())
            .Concat(plan.GetProperty("reformPlan").GetProperty("initiatives").EnumerateArray())
            .ToDictionary(row => row.GetProperty("code").GetString()!);

    private static IEnumerable<string> Fields(JsonElement row) => row.EnumerateObject().Select(field => field.Name);

    private static string? Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) ? value.GetRawText() : null;
}
