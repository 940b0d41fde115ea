using System.Net.Http.Json;
using System.Text.Json;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.CommandLine;

/// <summary>The command line as a person types it, in a process of its own, on the database that the service works on.</summary>
public sealed class SameAnswersTests(SampleService service) : IClassFixture<SampleService>
{
    [Theory]
    [InlineData("show", "?")]
    [InlineData("show 3-3-6", "/initiatives/3-3-6?")]
    [InlineData("snapshot --as-of 2020-06-30", "?asOf=2020-06-30")]
    [InlineData("snapshot --as-of 2020-10-31 --known-at 2020-10-02T12:00", "?asOf=2020-10-31&knownAt=2020-10-02T12:00")]
    [InlineData("why 3-3-6", "/initiatives/3-3-6/target-history?")]
    [InlineData("diff --from 2020-06-30 --to 2020-10-31", "/diff?from=2020-06-30&to=2020-10-31")]
    public async Task The_command_line_answers_what_the_api_answers(string typed, string address)
    {
        // The clock of the command's process is the machine's, so a day that is not named is named here.
        var day = typed.StartsWith("show", StringComparison.Ordinal) || typed.StartsWith("why", StringComparison.Ordinal);
        var (code, said, _) = await Type($"{typed} --json{(day ? " --as-of 2020-10-31" : "")}");

        code.ShouldBe(0);
        var api = await service.Json(SampleService.Plan + address + (day ? "&asOf=2020-10-31" : ""));
        JsonElement.DeepEquals(JsonDocument.Parse(said).RootElement, api).ShouldBeTrue(said);
    }

    [Fact]
    public async Task Reviews_and_their_published_versions_are_told_and_checked_alike()
    {
        const string review = $"{SampleService.Plan}/reviews/mid-year";
        service.Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var (address, body) in new (string, object)[]
        {
            ($"{SampleService.Plan}/reviews", new { kind = "MidYear" }), ($"{review}/close", new { }), ($"{review}/publish", new { }),
        })
        {
            (await service.Planner.PostAsJsonAsync(address, body)).EnsureSuccessStatusCode();
        }

        foreach (var (typed, address) in new[] { ("reviews", $"{SampleService.Plan}/reviews"), ("baseline verify", $"{review}/baselines") })
        {
            var (code, said, _) = await Type($"{typed} --json");
            code.ShouldBe(0);
            JsonElement.DeepEquals(JsonDocument.Parse(said).RootElement, await service.Json(address)).ShouldBeTrue(said);
        }

        (await Type("reviews mid-year --lang en")).Said.ShouldContain("missing, overdue");
        (await Type("baseline verify --review mid-year")).Said.ShouldContain("公表時と一致しています");
    }

    [Fact]
    public async Task Why_tells_old_new_kind_reason_when_recorded_and_by_whom_in_words()
    {
        var (_, japanese, _) = await Type("why 3-3-6");
        foreach (var word in new[] { "30%以上", "2回以上開催する", "指標差替え", "感染症", "2020-10-01", "2020-10-02 12:00:00 +09:00", "運用担当" })
            japanese.ShouldContain(word);

        var (_, english, _) = await Type("why 3-3-6 --lang en");
        foreach (var word in new[] { "Old target", "New target", "In effect from", "Recorded at", "Operator" }) english.ShouldContain(word);
    }

    [Fact]
    public async Task An_import_of_the_same_file_says_that_nothing_changed()
    {
        var (code, said, _) = await Type("import samples/minato-2020.json --plan minato-2020 --fiscal-year 2020 --lang en");

        code.ShouldBe(0);
        said.ShouldContain("6 management issues, 20 strategies, 47 initiatives, 3 reform-plan rows");
        said.ShouldContain("Nothing was changed.");
    }

    [Fact]
    public async Task A_job_is_run_by_hand_and_listed()
    {
        var (code, said, _) = await Type("jobs run remind --lang en");
        code.ShouldBe(0);
        said.ShouldContain("There was nothing to do.");

        var (_, listed, _) = await Type("jobs --json --lang en");
        var remind = JsonDocument.Parse(listed).RootElement.GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("name").GetString() == "remind");
        remind.GetProperty("last").GetProperty("result").GetString().ShouldBe("Succeeded");
        (await Type("jobs --lang en")).Said.ShouldContain("Every 1 min");
    }

    [Fact]
    public async Task The_reminder_policy_and_the_ledger_are_told_as_over_the_API_and_in_words()
    {
        var (code, said, complaint) = await Type("remind policy --send-time ７:45 --offsets=-3,0,1,3 --from 2031-04-01 --reason 窓口からの要望");
        (code, said.Trim()).ShouldBe((0, "変更を記録しました。"), complaint);

        foreach (var (typed, address) in new[] { ("policy --on R13.4.1", "/api/v1/reminder-policy?on=2031-04-01"), ("log --on 2020-10-04", "/api/v1/reminders?on=2020-10-04") })
        {
            (code, said, complaint) = await Type($"remind {typed} --json");
            code.ShouldBe(0, complaint);
            JsonElement.DeepEquals(JsonDocument.Parse(said).RootElement, await service.Planner.GetFromJsonAsync<JsonElement>(address)).ShouldBeTrue(said);
        }

        (await Type("remind policy --on 2031-04-01")).Said.ShouldContain("送る時刻: 07:45");
        (await Type("remind log --on 2020-10-04")).Said.ShouldContain("営業日ではありません（土曜・日曜）");
    }

    [Theory]
    [InlineData("remind policy --send-time 25:00 --reason 早める", "送る時刻: 「25:00」は時刻として読めません")]
    [InlineData("remind policy --offsets=0,-5,+1 --reason 早める", "順が逆です")]
    [InlineData("remind policy --reason 早める", "何を変えるか")]
    [InlineData("remind log --on 来週 --status Lost", "「来週」は日付として読めません")]
    [InlineData("remind log --person nobody", "「nobody」という人は登録されていません")]
    [InlineData("remind --on 2026-12-01", "--dry-run")]
    [InlineData("why 9-9-9", "9-9-9")]
    [InlineData("show --plan minato-1999", "minato-1999")]
    [InlineData("snapshot --as-of yesterday", "yesterday")]
    [InlineData("reviews year-end", "year-end")]
    [InlineData("import nowhere.txt --plan minato-2020", "nowhere.txt")]
    [InlineData("import MinatoTracker.Service.Tests.xml --plan minato-2020", "MinatoTracker.Service.Tests.xml")]
    [InlineData("import samples/minato-2020.json --plan minato-2020 --fiscal-year 2021", "2021")]
    [InlineData("jobs run unheard-of", "remind")]
    public async Task What_a_person_gets_wrong_is_told_in_a_line(string typed, string named)
    {
        var (code, _, complaint) = await Type(typed);

        code.ShouldBe(1);
        complaint.Trim().ShouldContain(named);
        complaint.ShouldNotContain("   at ");
    }

    private Task<(int Code, string Said, string Complaint)> Type(string typed) => Cli.Type(typed, service.ConnectionString);
}
