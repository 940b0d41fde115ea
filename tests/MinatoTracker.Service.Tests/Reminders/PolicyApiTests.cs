using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Reminders.Choices;
using MinatoTracker.Service.Tests.People;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>The policy and people's choices over HTTP.</summary>
public sealed class PolicyApiTests(PeopleService service) : IClassFixture<PeopleService>
{
    private const string Policy = "/api/v1/reminder-policy";

    [Fact]
    public async Task What_is_answered_can_be_changed_and_sent_back()
    {
        using var administrator = await Client(Role.Administrator);
        var before = (await administrator.GetFromJsonAsync<JsonObject>(Policy))!;
        var policy = before["policy"]!.AsObject();
        policy["sendTime"] = "07:45";
        policy["offsets"] = new JsonArray(-3, 0, 1, 3);
        policy["quietDays"] = new JsonArray("令和2年12月28日 仕事納め");
        policy["mayLeave"] = new JsonArray("BeforeDeadline");
        policy["reason"] = "窓口からの要望";
        using var answer = await administrator.PutAsJsonAsync(Policy, policy);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);

        var after = (await administrator.GetFromJsonAsync<JsonObject>(Policy))!;
        after["policy"]!["sendTime"]!.GetValue<string>().ShouldBe("07:45:00");
        after["policy"]!["quietDays"]![0]!["day"]!.GetValue<string>().ShouldBe("2020-12-28");
        after["policy"]!["quietDays"]![0]!["note"]!.GetValue<string>().ShouldBe("仕事納め");
        after["changes"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(4);
        (await service.Get<ReminderPolicies>().Current()).Offsets.ShouldBe([-3, 0, 1, 3]);

        // The answer's policy as it is changes nothing, and needs no reason.
        using var again = await administrator.PutAsJsonAsync(Policy, after["policy"]);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.GetFromJsonAsync<JsonObject>($"{Policy}?on=2020-10-01"))!["policy"]!["sendTime"]!.GetValue<string>().ShouldBe("08:30:00");
    }

    [Fact]
    public async Task Every_mistake_is_named_by_its_field_in_words()
    {
        using var administrator = await Client(Role.Administrator);
        using var answer = await administrator.PutAsJsonAsync(Policy, new
        {
            offsets = "0, -5, 十", chiefFrom = "+2", sendTime = "25:00", zone = "Asia/Minato", holidays = "Mars", yearEnd = "年末", digest = "maybe",
            closures = "来週\n2020-11-03 文化の日", perMinute = -1, mayLeave = "DeadlineDay",
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).ShouldBe(
            ["offsets", "chiefFrom", "sendTime", "zone", "holidays", "yearEnd", "digest", "closures", "perMinute", "mayLeave", "reason"], ignoreOrder: true);
        errors.GetProperty("sendTime").ToString().ShouldContain("25:00");
    }

    [Fact]
    public async Task Who_builds_on_an_old_version_is_told()
    {
        using var administrator = await Client(Role.Administrator);
        var policy = (await administrator.GetFromJsonAsync<JsonObject>(Policy))!["policy"]!.AsObject();
        policy["perMinute"] = 77;
        policy["reason"] = "中継サーバーの制限";
        using var request = new HttpRequestMessage(HttpMethod.Put, Policy) { Content = JsonContent.Create(policy) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
        (await administrator.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Only_an_administrator_changes_it_and_whoever_is_signed_in_sees_it()
    {
        using var planner = await Client(Role.Planner);
        (await planner.GetAsync(Policy)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await planner.PutAsJsonAsync(Policy, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Api(Policy, null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_chooses_over_the_API()
    {
        using var reporter = await Client(Role.Reporter);
        using var answer = await reporter.PutAsJsonAsync("/api/v1/me/reminders", new { without = new[] { "BeforeDeadline" } });
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("without")[0].GetString().ShouldBe("BeforeDeadline");
        (await reporter.PutAsJsonAsync("/api/v1/me/reminders", new { without = new[] { "DeadlineDay" } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await reporter.PutAsJsonAsync("/api/v1/me/reminders", new { without = new[] { "Everything" } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_link_from_a_mail_asks_first_and_stops_when_it_is_posted_to_without_signing_in()
    {
        var person = await service.Add($"stop{Guid.NewGuid():N}", "総務課", Role.Reporter);
        var link = new Uri(service.Get<StopLinks>().For(person.Id, [ReminderKind.BeforeDeadline])).PathAndQuery;
        using var mailProgram = new HttpClient { BaseAddress = service.Address };
        var asked = WebUtility.HtmlDecode(await mailProgram.GetStringAsync(link));
        asked.ShouldContain("を止めますか");
        (await Without(person.Id)).ShouldBeEmpty("programs that look for harm open every link");

        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        (await mailProgram.PostAsync(link, oneClick)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Without(person.Id)).ShouldBe([ReminderKind.BeforeDeadline]);
        WebUtility.HtmlDecode(await mailProgram.GetStringAsync(link)).ShouldContain("を止めました");
        (await mailProgram.PostAsync(link, null)).StatusCode.ShouldBe(HttpStatusCode.OK, "twice is as good as once");
    }

    [Fact]
    public async Task A_link_that_was_changed_stops_nothing()
    {
        var person = await service.Add($"stop{Guid.NewGuid():N}", "総務課", Role.Reporter);
        var other = await service.Add($"stop{Guid.NewGuid():N}", "総務課", Role.Reporter);
        var link = new Uri(service.Get<StopLinks>().For(person.Id, [ReminderKind.BeforeDeadline])).PathAndQuery;
        using var client = new HttpClient { BaseAddress = service.Address };
        foreach (var changed in new[] { link.Replace(person.Id, other.Id, StringComparison.Ordinal), link.Replace("BeforeDeadline", "AfterDeadline", StringComparison.Ordinal), link[..^3], "/reminders/stop" })
            (await client.PostAsync(changed, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound, changed);
        (await Without(person.Id)).ShouldBeEmpty();
        (await Without(other.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_ledger_and_the_dry_run_answer_over_the_API()
    {
        using var reporter = await Client(Role.Reporter);
        var day = await reporter.GetFromJsonAsync<JsonElement>("/api/v1/reminders?on=2020-10-04");
        day.GetProperty("silence").GetProperty("reason").GetString().ShouldBe("OfficeClosed");
        (await reporter.GetAsync("/api/v1/reminders?on=soon&status=Lost")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await reporter.GetFromJsonAsync<JsonElement>("/api/v1/reminders/dry-run?on=2020-10-05")).GetProperty("silence").GetProperty("reason").GetString().ShouldBe("NoOpenReview");
        (await service.Api("/api/v1/reminders", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<IReadOnlyList<ReminderKind>> Without(string person) => (await service.Get<ReminderChoosing>().Of(person)).Without;

    private async Task<HttpClient> Client(Role role)
    {
        var person = await service.Add($"{role}{Guid.NewGuid():N}", role);
        var token = (await service.Tokens.IssueToken(person.Id, "test", TimeSpan.FromDays(1))).Result!.Token;
        var client = new HttpClient { BaseAddress = service.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
