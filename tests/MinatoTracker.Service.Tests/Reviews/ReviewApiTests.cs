using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reviews;

/// <summary>A review over HTTP, from its schedule to a published version. The service's clock stands at 2 October 2020.</summary>
public sealed class ReviewApiTests(SampleService service) : IClassFixture<SampleService>
{
    private const string Community = "協働まちづくり推進課";
    private const string Welfare = "生活支援課";

    [Fact]
    public async Task A_review_is_scheduled_with_the_usual_days_of_its_kind()
    {
        var plan = await NewPlan();

        var answer = await Post(service.Planner, $"{plan}/reviews", new { kind = "MidYear" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Read(answer)).GetProperty("id").GetString().ShouldBe("mid-year");

        var review = (await service.Json($"{plan}/reviews")).EnumerateArray().ShouldHaveSingleItem();
        review.GetProperty("cutoffDate").GetString().ShouldBe("2020-08-31");
        review.GetProperty("submissionDeadline").GetString().ShouldBe("2020-09-15");
        review.GetProperty("publicationDate").GetString().ShouldBe("2020-10-01");
        review.GetProperty("phase").GetString().ShouldBe("Open");
        (await Post(service.Planner, $"{plan}/reviews", new { kind = "MidYear" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post(service.Planner, $"{plan}/reviews", new { kind = "MidYear", submissionDeadline = "2020-09-16" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Days_in_the_wrong_order_are_refused_and_a_holiday_is_warned_of_with_the_next_business_day()
    {
        var plan = await NewPlan();

        (await Fields(service.Planner, $"{plan}/reviews", new { kind = "MidYear", submissionDeadline = "2020-08-31" })).ShouldBe(["submissionDeadline"]);
        (await Fields(service.Planner, $"{plan}/reviews", new { kind = "MidYear", submissionDeadline = "2020-09-15", publicationDate = "2020-09-14" })).ShouldBe(["publicationDate"]);
        (await Fields(service.Planner, $"{plan}/reviews", new { kind = "YearEnd", cutoffDate = "2022-03-31", submissionDeadline = "2022-04-20", publicationDate = "2022-06-01" })).ShouldBe(["cutoffDate"]);

        var answer = await Post(service.Planner, $"{plan}/reviews", new { kind = "MidYear", submissionDeadline = "2020-09-21" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var closed = (await Read(answer)).GetProperty("closedDays").EnumerateArray().ShouldHaveSingleItem();
        closed.GetProperty("day").GetString().ShouldBe("2020-09-21");
        closed.GetProperty("closing").GetProperty("reason").GetString().ShouldBe("Holiday");
        closed.GetProperty("nextBusinessDay").GetString().ShouldBe("2020-09-23");
    }

    [Fact]
    public async Task A_report_records_actuals_status_and_submission_together_or_nothing()
    {
        var review = await OpenReview(deadline: "2020-10-05");
        var initiative = $"{review.Plan}/initiatives/1-1-1";

        var refused = new { code = "1-1-1", actuals = new[] { new { indicator = "1", value = "155" } }, attainmentOutlook = "Expected", progressStatus = "OnSchedule" };
        (await Fields(service.Reporter, $"{review.Address}/submissions", refused)).ShouldBe(["value-1"]);
        (await service.Json(initiative)).GetProperty("indicators")[0].TryGetProperty("actual", out _).ShouldBeFalse();
        (await Row(review, "1-1-1")).GetProperty("status").GetString().ShouldBe("Missing");

        var report = new { code = "1-1-1", actuals = new[] { new { indicator = "1", value = "56.2" } }, attainmentOutlook = "NotExpected", progressStatus = "OnSchedule", narrative = "訪問が減った。" };
        (await Post(service.Reporter, $"{review.Address}/submissions", report)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var row = await service.Json($"{initiative}?asOf=2020-08-31");
        row.GetProperty("indicators")[0].GetProperty("actual").GetProperty("value").GetDecimal().ShouldBe(56.2m);
        row.GetProperty("attainmentOutlook").GetString().ShouldBe("NotExpected");
        row.GetProperty("narrative").GetString().ShouldBe("訪問が減った。");
        (await Row(review, "1-1-1")).GetProperty("status").GetString().ShouldBe("Submitted");

        (await Post(service.Reporter, $"{review.Address}/submissions", report)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_report_replaces_the_activity_records_of_its_review_and_leaves_them_where_it_tells_of_none()
    {
        var review = await OpenReview();
        var initiative = $"{review.Plan}/initiatives/1-1-1?asOf=2020-08-31";
        async Task<string[]> Records() => [.. (await service.Json(initiative)).GetProperty("activityRecords").EnumerateArray().Select(record => record.GetString()!)];
        (await Records()).Length.ShouldBe(2);

        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1", activityRecords = new[] { " 訪問：30件 " } }));
        (await Records()).ShouldBe(["訪問：30件"]);
        (await Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Records()).ShouldBe(["訪問：30件"]);

        (await Fields(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1", activityRecords = new[] { "訪問：30件", "" } })).ShouldBe(["activityRecords"]);
        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1", activityRecords = Array.Empty<string>() }));
        (await Records()).ShouldBeEmpty();
        var events = await service.Json($"{review.Plan}/initiatives/1-1-1/events");
        events.GetRawText().ShouldContain("activity_removed");
    }

    [Fact]
    public async Task What_is_not_assessed_can_not_be_submitted()
    {
        var plan = await NewPlan();
        await Created(Post(service.Planner, $"{plan}/reviews", new { kind = "YearEnd", cutoffDate = "2020-09-30", submissionDeadline = "2020-10-05", publicationDate = "2020-10-20" }));

        (await Fields(service.Reporter, $"{plan}/reviews/year-end/submissions", new { code = "1-1-1" })).ShouldBe(["attainmentOutlook"]);
        (await Fields(service.Reporter, $"{plan}/reviews/year-end/submissions", new { code = "9-9-9" })).ShouldBe(["attainmentOutlook", "code"]);
    }

    [Fact]
    public async Task A_section_reports_only_for_itself()
    {
        var review = await OpenReview();
        var welfare = await service.ClientFor(Role.Reporter, Welfare);

        foreach (var (address, body) in new (string, object)[]
        {
            ($"{review.Address}/submissions", new { code = "1-1-1" }),
            ($"{review.Plan}/initiatives/1-1-1/actuals", new { indicator = "1", value = 50 }),
            ($"{review.Plan}/initiatives/1-1-1/assessments", new { review = "mid-year", attainmentOutlook = "Expected" }),
            ($"{review.Plan}/initiatives/1-1-1/target-revisions", new { indicator = "1", kind = "LevelChange", target = "50%以上", reasonCode = "Other", reason = "理由" }),
        })
        {
            var answer = await Post(welfare, address, body);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            var problem = await Read(answer);
            problem.GetProperty("type").GetString().ShouldBe("urn:minato:problem:other-section");
            problem.GetProperty("errors").GetProperty("code")[0].GetProperty("detail").GetString().ShouldBe(Community);
        }

        await Created(Post(welfare, $"{review.Address}/submissions", new { code = "3-3-6" }));
        await Created(Post(service.Planner, $"{review.Plan}/initiatives/1-1-1/target-revisions", new { indicator = "1", kind = "LevelChange", target = "50%以上", reasonCode = "Other", reason = "理由" }));
    }

    [Fact]
    public async Task Each_does_only_what_is_theirs()
    {
        var review = await OpenReview();

        foreach (var verb in new[] { "close", "publish", "supersede", "deadline", "returns" })
            (await Post(service.Reporter, $"{review.Address}/{verb}", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden, verb);
        (await Post(service.Reporter, $"{review.Plan}/reviews", new { kind = "YearEnd" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(service.Planner, $"{review.Address}/submissions", new { code = "1-1-1" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(service.Anyone, $"{review.Address}/close", new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.Json(review.Address)).TryGetProperty("board", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_comes_late_is_marked_and_a_section_can_have_a_deadline_of_its_own()
    {
        var review = await OpenReview(deadline: "2020-09-15");
        var welfare = await service.ClientFor(Role.Reporter, Welfare);
        (await Row(review, "1-1-1")).GetProperty("status").GetString().ShouldBe("Overdue");

        await Created(Post(service.Planner, $"{review.Address}/deadline", new { submissionDeadline = "2020-10-05", reason = "課長不在", section = Welfare, publicationDate = "" }));
        (await Fields(service.Planner, $"{review.Address}/deadline", new { submissionDeadline = "2020-10-05", section = "広報課" })).ShouldBe(["reason", "section"]);
        (await Fields(service.Planner, $"{review.Address}/deadline", new { reason = "確認" })).ShouldBe(["submissionDeadline"]);
        await Created(Post(welfare, $"{review.Address}/submissions", new { code = "3-3-6" }));
        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1" }));

        (await Row(review, "3-3-6")).GetProperty("status").GetString().ShouldBe("Submitted");
        (await Row(review, "1-1-1")).GetProperty("status").GetString().ShouldBe("SubmittedLate");
        var counts = (await Board(review)).GetProperty("counts");
        counts.GetProperty("all").GetInt32().ShouldBe(49);
        counts.GetProperty("submitted").GetInt32().ShouldBe(1);
        counts.GetProperty("late").GetInt32().ShouldBe(1);
        counts.GetProperty("missing").GetInt32().ShouldBe(47);
    }

    [Fact]
    public async Task The_publication_moves_alone_and_who_works_here_sees_what_moved_and_why()
    {
        var review = await OpenReview(deadline: "2020-10-05");
        (await Fields(service.Planner, $"{review.Address}/publication-date", new { publicationDate = "2020-10-02" })).ShouldBe(["publicationDate", "reason"]);
        (await Fields(service.Planner, $"{review.Address}/publication-date", new { reason = "確認" })).ShouldBe(["publicationDate"]);
        (await Post(service.Reporter, $"{review.Address}/publication-date", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Created(Post(service.Planner, $"{review.Address}/deadline", new { submissionDeadline = "2020-10-08", reason = "課長不在", section = Welfare }));

        var answer = await Post(service.Planner, $"{review.Address}/publication-date", new { publicationDate = "2020-10-24", reason = "区政会議の日程" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Read(answer)).GetProperty("closedDays")[0].GetProperty("nextBusinessDay").GetString().ShouldBe("2020-10-26");

        var shown = await service.Planner.GetFromJsonAsync<JsonElement>(review.Address);
        shown.GetProperty("publicationDate").GetString().ShouldBe("2020-10-24");
        shown.GetProperty("submissionDeadline").GetString().ShouldBe("2020-10-05");
        shown.GetProperty("moves").EnumerateArray().Select(move => $"{move.GetProperty("what")} {move.GetProperty("to")} {move.GetProperty("reason")}")
            .ShouldBe(["Deadline 2020-10-08 課長不在", "Publication 2020-10-24 区政会議の日程"]);
        (await service.Json(review.Address)).TryGetProperty("moves", out _).ShouldBeFalse("reasons are the office's");
    }

    [Fact]
    public async Task A_returned_submission_is_owed_again()
    {
        var review = await OpenReview();
        (await Fields(service.Planner, $"{review.Address}/returns", new { code = "1-1-1", reason = "根拠を添えてください" })).ShouldBe(["code"]);
        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1" }));

        await Created(Post(service.Planner, $"{review.Address}/returns", new { code = "1-1-1", reason = "根拠を添えてください" }));
        var row = await Row(review, "1-1-1");
        row.GetProperty("status").GetString().ShouldBe("Returned");
        row.GetProperty("reason").GetString().ShouldBe("根拠を添えてください");

        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1" }));
        (await Row(review, "1-1-1")).GetProperty("status").GetString().ShouldBe("Submitted");
    }

    [Fact]
    public async Task Closing_freezes_the_figures_and_publishing_pins_them_with_their_hash()
    {
        var review = await OpenReview();
        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1", attainmentOutlook = "NotExpected", narrative = "提出したとおり。" }));
        (await Fields(service.Planner, $"{review.Address}/publish", new { })).ShouldBe(["review"]);
        await Close(review);

        var late = await Post(service.Reporter, $"{review.Plan}/initiatives/1-1-1/assessments", new { review = "mid-year", attainmentOutlook = "Expected", effectiveDate = "2020-08-31" });
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Read(late)).GetProperty("errors").GetProperty("review")[0].GetProperty("code").GetString().ShouldBe("ReviewClosed");
        (await Fields(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-2" })).ShouldBe(["review"]);

        // Said later about a day before: the plan changes, the review does not.
        await Created(Post(service.Reporter, $"{review.Plan}/initiatives/1-1-1/actuals", new { indicator = "1", value = 12, effectiveDate = "2020-08-31" }));
        var shown = await service.Json(review.Address);
        var then = await service.Json($"{review.Plan}/initiatives/1-1-1?{Point(shown, "shownAsOf", "shownKnownAt")}");
        then.GetProperty("indicators")[0].TryGetProperty("actual", out _).ShouldBeFalse();
        then.GetProperty("narrative").GetString().ShouldBe("提出したとおり。");

        await Created(Post(service.Planner, $"{review.Address}/publish", new { publicationTitle = "第2回区政会議資料", publishedOn = "2020-10-02" }));
        var baseline = (await service.Json(review.Address)).GetProperty("baselines").EnumerateArray().ShouldHaveSingleItem();
        baseline.GetProperty("asOf").GetString().ShouldBe("2020-08-31");
        baseline.GetProperty("contentHash").GetString()!.Length.ShouldBe(64);
        baseline.GetProperty("publication").GetProperty("publishedOn").GetString().ShouldBe("2020-10-02");
        (await service.Json($"{review.Plan}/initiatives/1-1-1?{Point(baseline, "asOf", "knownAt")}")).GetRawText().ShouldBe(then.GetRawText());

        await Created(Post(service.Reporter, $"{review.Plan}/initiatives/1-1-1/actuals", new { indicator = "1", value = 13, effectiveDate = "2020-05-01" }));
        var check = (await service.Json($"{review.Address}/baselines")).EnumerateArray().ShouldHaveSingleItem();
        check.GetProperty("matches").GetBoolean().ShouldBeTrue();
        check.GetProperty("recomputed").GetString().ShouldBe(baseline.GetProperty("contentHash").GetString());
    }

    [Fact]
    public async Task A_published_version_is_superseded_and_kept()
    {
        var review = await OpenReview();
        await Close(review);
        await Created(Post(service.Planner, $"{review.Address}/publish", new { }));
        (await Post(service.Planner, $"{review.Address}/publish", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Fields(service.Planner, $"{review.Address}/supersede", new { baseline = 2 })).ShouldBe(["baseline", "reason"]);

        await Created(Post(service.Reporter, $"{review.Plan}/initiatives/1-1-1/actuals", new { indicator = "1", value = 12, effectiveDate = "2020-08-31" }));
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Created(Post(service.Planner, $"{review.Address}/supersede", new { baseline = 1, reason = "算定誤り" }));

        var baselines = (await service.Json(review.Address)).GetProperty("baselines").EnumerateArray().ToArray();
        baselines.Length.ShouldBe(2);
        baselines[0].GetProperty("superseded").GetProperty("reason").GetString().ShouldBe("算定誤り");
        baselines[1].TryGetProperty("superseded", out _).ShouldBeFalse();
        baselines[1].GetProperty("contentHash").GetString().ShouldNotBe(baselines[0].GetProperty("contentHash").GetString());
        (await service.Json($"{review.Address}/baselines")).EnumerateArray().ShouldAllBe(check => check.GetProperty("matches").GetBoolean());
        var corrected = await service.Json($"{review.Plan}/initiatives/1-1-1?{Point(baselines[1], "asOf", "knownAt")}");
        corrected.GetProperty("indicators")[0].GetProperty("actual").GetProperty("value").GetDecimal().ShouldBe(12);
    }

    [Fact]
    public async Task A_version_that_was_seen_too_long_ago_is_told()
    {
        var review = await OpenReview();
        var seen = (await service.Planner.GetAsync(review.Address)).Headers.ETag!;
        await Created(Post(service.Reporter, $"{review.Address}/submissions", new { code = "1-1-1" }));

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{review.Address}/close") { Content = JsonContent.Create(new { }) };
        request.Headers.IfMatch.Add(seen);
        (await service.Planner.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await service.Json(review.Address)).GetProperty("phase").GetString().ShouldBe("Open");
    }

    [Fact]
    public async Task Sections_that_submit_at_one_time_do_not_stand_in_each_others_way()
    {
        var review = await OpenReview();
        string[] codes = ["1-1-1", "1-1-2", "1-1-3", "1-1-4", "1-2-1", "1-2-2", "1-2-3", "1-3-1"];

        var answers = await Task.WhenAll(codes.Select(code => Post(service.Reporter, $"{review.Address}/submissions", new { code })));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        (await Board(review)).GetProperty("counts").GetProperty("submitted").GetInt32().ShouldBe(codes.Length);
    }

    [Fact]
    public async Task What_is_not_there_is_told_so()
    {
        var plan = await NewPlan();

        (await service.Anyone.GetAsync($"{plan}/reviews/mid-year")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Anyone.GetAsync("/api/v1/plans/nowhere/reviews")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Post(service.Planner, "/api/v1/plans/nowhere/reviews", new { kind = "MidYear" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var verb in new[] { "close", "publish" })
            (await Post(service.Planner, $"{plan}/reviews/mid-year/{verb}", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound, verb);
    }

    private sealed record TestReview(string Plan)
    {
        public string Address => $"{Plan}/reviews/mid-year";
    }

    /// <summary>A plan of its own for a test, with what the paper of 2020 says of its mid-year review.</summary>
    private async Task<string> NewPlan()
    {
        var key = $"plan-{Guid.NewGuid():N}"[..20];
        (await service.Get<PlanImport>().Import(key, await SampleService.Sample(), "operator")).Refusals.ShouldBeEmpty();
        return $"/api/v1/plans/{key}";
    }

    private async Task<TestReview> OpenReview(string deadline = "2020-10-05")
    {
        var plan = await NewPlan();
        await Created(Post(service.Planner, $"{plan}/reviews", new { kind = "MidYear", submissionDeadline = deadline, publicationDate = "2020-10-20" }));
        return new(plan);
    }

    // The log counts microseconds; the clock of the tests moves when they say so.
    private async Task Close(TestReview review)
    {
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Created(Post(service.Planner, $"{review.Address}/close", new { }));
        service.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task<JsonElement> Board(TestReview review) =>
        (await service.Planner.GetFromJsonAsync<JsonElement>(review.Address)).GetProperty("board");

    private async Task<JsonElement> Row(TestReview review, string code) => (await Board(review)).GetProperty("sections").EnumerateArray()
        .SelectMany(section => section.GetProperty("initiatives").EnumerateArray())
        .Single(row => row.GetProperty("code").GetString() == code);

    private static string Point(JsonElement of, string asOf, string knownAt) => string.Create(
        CultureInfo.InvariantCulture, $"asOf={of.GetProperty(asOf).GetString()}&knownAt={Uri.EscapeDataString(of.GetProperty(knownAt).GetString()!)}");

    private static async Task<string[]> Fields(HttpClient client, string address, object body)
    {
        var answer = await Post(client, address, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        return [.. (await Read(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];
    }

    private static async Task Created(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string address, object body) => client.PostAsJsonAsync(address, body);

    private static async Task<JsonElement> Read(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();
}
