using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Api;

public sealed class DiffTests(SampleService service) : IClassFixture<SampleService>
{
    private const string Diff = $"{SampleService.Plan}/diff";

    [Fact]
    public async Task A_revised_target_is_told_with_the_event_that_revised_it()
    {
        var change = Row(await service.Json($"{Diff}?from=2020-09-30&to=2020-10-31"), "4-1-3");

        var target = Field(change, "indicators.1.target");
        target.GetProperty("before").GetProperty("text").GetString().ShouldBe("令和元年度（10.6%）の数値以上");
        target.GetProperty("after").GetProperty("value").GetDecimal().ShouldBe(8.8m);
        target.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ShouldBe(["target_revised"]);
    }

    [Fact]
    public async Task Between_the_end_of_september_and_october_only_the_three_revisions_lie() =>
        Codes(await service.Json($"{Diff}?from=2020-09-30&to=2020-10-31")).ShouldBe(["3-3-6", "4-1-3", "5-2-1"]);

    [Fact]
    public async Task The_same_point_twice_differs_in_nothing() =>
        Codes(await service.Json($"{Diff}?from=2020-10-31&to=2020-10-31")).ShouldBeEmpty();

    [Fact]
    public async Task Before_the_plan_stood_every_row_is_added_and_the_other_way_round_removed()
    {
        var forward = await service.Json($"{Diff}?from=2020-03-01&to=2020-10-31");
        var back = await service.Json($"{Diff}?from=2020-10-31&to=2020-03-01");

        forward.GetProperty("changes").EnumerateArray().ShouldAllBe(row => row.GetProperty("kind").GetString() == "Added");
        Codes(forward).Length.ShouldBe(50);
        back.GetProperty("changes").EnumerateArray().ShouldAllBe(row => row.GetProperty("kind").GetString() == "Removed");
        Row(forward, "1-1-1").GetProperty("events")[0].GetProperty("type").GetString().ShouldBe("initiative_listed");
    }

    [Fact]
    public async Task What_was_learned_later_about_the_same_day_is_a_difference_in_knowledge()
    {
        var before = Uri.EscapeDataString(service.Time.GetUtcNow().ToString("O"));
        service.Time.Advance(TimeSpan.FromMinutes(1));
        (await service.Reporter.PostAsJsonAsync($"{SampleService.Plan}/initiatives/2-2-1/actuals", new { indicator = "1", value = 48.5, effectiveDate = "2020-08-31" }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);

        var diff = await service.Json($"{Diff}?from=2020-08-31&to=2020-08-31&fromKnownAt={before}");

        Codes(diff).ShouldBe(["2-2-1"]);
        var actual = Field(Row(diff, "2-2-1"), "indicators.1.actual");
        actual.TryGetProperty("before", out _).ShouldBeFalse();
        actual.GetProperty("after").GetProperty("value").GetDecimal().ShouldBe(48.5m);
        actual.GetProperty("events")[0].GetProperty("type").GetString().ShouldBe("actual_recorded");
    }

    [Fact]
    public async Task Dates_that_are_none_and_unknown_plans_are_told()
    {
        var answer = await service.Anyone.GetAsync($"{Diff}?from=x&toKnownAt=y");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).ShouldBe(["from", "toKnownAt"]);
        (await service.Anyone.GetAsync("/api/v1/plans/none/diff?from=2020-04-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string[] Codes(JsonElement diff) =>
        [.. diff.GetProperty("changes").EnumerateArray().Select(row => row.GetProperty("code").GetString()!)];

    private static JsonElement Row(JsonElement diff, string code) =>
        diff.GetProperty("changes").EnumerateArray().Single(row => row.GetProperty("code").GetString() == code);

    private static JsonElement Field(JsonElement row, string field) =>
        row.GetProperty("fields").EnumerateArray().Single(change => change.GetProperty("field").GetString() == field);
}
