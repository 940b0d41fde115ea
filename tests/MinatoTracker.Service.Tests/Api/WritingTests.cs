using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Api;

public sealed class WritingTests(SampleService service) : IClassFixture<SampleService>
{
    private static string Of(string code, string rest = "") => $"{SampleService.Plan}/initiatives/{code}{rest}";

    [Fact]
    public async Task An_actual_is_recorded_and_held_against_the_target()
    {
        var answer = await Post(service.Reporter, Of("1-1-1", "/actuals"), new { indicator = "1", value = 56.2, effectiveDate = "2020-09-30" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var indicator = (await service.Json(Of("1-1-1"))).GetProperty("indicators")[0];
        indicator.GetProperty("actual").GetProperty("value").GetDecimal().ShouldBe(56.2m);
        indicator.GetProperty("evaluation").GetString().ShouldBe("Met");
        (await service.Json(Of("1-1-1", "?asOf=2020-09-29"))).GetProperty("indicators")[0].TryGetProperty("actual", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_status_is_assessed()
    {
        var answer = await Post(service.Reporter, Of("1-1-2", "/assessments"), new
        {
            review = "year-end", attainmentOutlook = "NotExpected", progressStatus = "NotOnSchedule", narrative = "地域の行事が再開できなかった。",
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.Json(Of("1-1-2"))).GetProperty("attainmentOutlook").GetString().ShouldBe("NotExpected");
    }

    [Fact]
    public async Task A_revision_is_proposed_by_one_and_approved_by_another()
    {
        var proposal = await Post(service.Planner, Of("1-2-1", "/target-revisions"), Revision());
        proposal.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await Read(proposal)).GetProperty("id").GetString();
        (await service.Json(Of("1-2-1"))).GetProperty("indicators")[0].GetProperty("revised").GetBoolean().ShouldBeFalse();

        (await Post(service.Planner, Of("1-2-1", $"/target-revisions/{id}/approve"), new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(service.Approver, Of("1-2-1", $"/target-revisions/{id}/approve"), new { })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var indicator = (await service.Json(Of("1-2-1"))).GetProperty("indicators")[0];
        indicator.GetProperty("target").GetProperty("value").GetDecimal().ShouldBe(80);
        indicator.GetProperty("originalTarget").GetProperty("value").GetDecimal().ShouldBe(87);
        var step = (await service.Json(Of("1-2-1", "/target-history"))).GetProperty("indicators")[0].GetProperty("revisions")[0];
        step.GetProperty("proposedBy").GetString().ShouldNotBe(step.GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_returned_revision_changes_nothing()
    {
        var id = (await Read(await Post(service.Planner, Of("1-2-2", "/target-revisions"), Revision()))).GetProperty("id").GetString();

        (await Post(service.Approver, Of("1-2-2", $"/target-revisions/{id}/return"), new { })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post(service.Approver, Of("1-2-2", $"/target-revisions/{id}/return"), new { reason = "根拠が足りない。" })).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await service.Json(Of("1-2-2"))).GetProperty("indicators")[0].GetProperty("revised").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Every_bad_field_is_named_and_nothing_is_stored()
    {
        var before = await Version("2-1-1");

        (await Fields(service.Reporter, Of("2-1-1", "/actuals"), new { indicator = "77", value = "many", effectiveDate = "2020-13-01" }))
            .ShouldBe(["effectiveDate", "indicator", "value"]);
        (await Fields(service.Reporter, Of("1-1-1", "/actuals"), new { indicator = "1", value = 155 })).ShouldBe(["value"]);
        (await Fields(service.Reporter, Of("2-1-1", "/assessments"), new { attainmentOutlook = "Maybe", progressStatus = "3" }))
            .ShouldBe(["attainmentOutlook", "progressStatus", "review"]);
        (await Fields(service.Planner, Of("2-1-1", "/target-revisions"), new { indicator = "1", kind = "LevelChange", target = "120%以上", reasonCode = "Budget" }))
            .ShouldBe(["reason", "target"]);
        (await Fields(service.Planner, Of("2-1-1", "/target-revisions"), new { })).ShouldBe(["indicator", "kind", "reason", "reasonCode", "target"]);

        (await Version("2-1-1")).ShouldBe(before);
    }

    [Fact]
    public async Task An_actual_of_a_day_to_come_is_refused() =>
        (await Fields(service.Reporter, Of("1-1-1", "/actuals"), new { indicator = "1", value = 50, effectiveDate = "2020-10-03" }))
            .ShouldBe(["effectiveDate"]);

    [Fact]
    public async Task A_stale_version_is_told_with_the_present_one()
    {
        var seen = await Version("2-2-1");
        (await Post(service.Reporter, Of("2-2-1", "/actuals"), new { indicator = "1", value = 51, expectedVersion = seen })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var conflict = await Post(service.Reporter, Of("2-2-1", "/actuals"), new { indicator = "1", value = 52, expectedVersion = seen });
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Read(conflict)).GetProperty("currentVersion").GetInt64().ShouldBe(seen + 1);

        using var request = new HttpRequestMessage(HttpMethod.Post, Of("2-2-1", "/actuals")) { Content = JsonContent.Create(new { indicator = "1", value = 52 }) };
        request.Headers.IfMatch.Add(new($"\"{seen}\""));
        var precondition = await service.Reporter.SendAsync(request);
        precondition.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        precondition.Headers.ETag!.Tag.ShouldBe($"\"{seen + 1}\"");
    }

    [Fact]
    public async Task The_same_request_with_its_key_again_adds_nothing()
    {
        async Task<HttpResponseMessage> Send()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Of("2-3-1", "/actuals"))
            {
                Content = JsonContent.Create(new { indicator = "1", achieved = true, effectiveDate = "2020-10-01" }),
            };
            request.Headers.Add("Idempotency-Key", "once-only");
            return await service.Reporter.SendAsync(request);
        }

        (await Send()).StatusCode.ShouldBe(HttpStatusCode.Created);
        var version = await Version("2-3-1");

        (await Send()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Version("2-3-1")).ShouldBe(version);
    }

    [Fact]
    public async Task Writing_needs_a_person_with_the_permission()
    {
        var actual = new { indicator = "1", value = 50 };

        (await Post(service.Anyone, Of("1-1-1", "/actuals"), actual)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Post(service.Approver, Of("1-1-1", "/actuals"), actual)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_body_that_is_no_object_is_told_so()
    {
        using var content = new StringContent("[1", System.Text.Encoding.UTF8, "application/json");

        (await service.Reporter.PostAsync(Of("1-1-1", "/actuals"), content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static object Revision() => new
    {
        indicator = "1", kind = "LevelChange", target = "80%以上", reasonCode = "ExternalFactor", reason = "再開が遅れているため。", effectiveDate = "2020-10-02",
    };

    private async Task<long> Version(string code) =>
        long.Parse((await service.Anyone.GetAsync(Of(code))).Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string[]> Fields(HttpClient client, string address, object body)
    {
        var answer = await Post(client, address, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return [.. (await Read(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string address, object body) => client.PostAsJsonAsync(address, body);

    private static async Task<JsonElement> Read(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();
}
