using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Tests.People;
using MinatoTracker.Service.Tests.Reminders;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Jobs;

/// <summary>The whole service on two nodes, with the real scheduler.</summary>
public sealed partial class ClusterTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly Counter counter = new();
    private ReminderWorld world = null!;
    private WebApplication first = null!;
    private WebApplication second = null!;

    public async ValueTask InitializeAsync()
    {
        world = await ReminderWorld.Create();
        first = await Serve();
        second = await Serve();
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_job_comes_on_one_node_only_and_at_once_when_asked_for()
    {
        using var administrator = await Client(Role.Administrator);
        await RunWith(administrator, "hourly", result: "Succeeded");
        counter.Runs.ShouldBe(1, "two nodes, one run");

        (await administrator.PostAsync("/api/v1/jobs/nightly/run", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var run = await RunWith(administrator, "nightly", result: "Succeeded");

        run.GetProperty("askedBy").GetString().ShouldBe("Administratorさん");
        counter.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task Only_administrators_see_and_run_jobs_and_an_unknown_one_is_told()
    {
        using var administrator = await Client(Role.Administrator);
        using var planner = await Client(Role.Planner);
        using var anyone = new HttpClient { BaseAddress = new(first.Urls.Single()) };

        (await anyone.GetAsync("/api/v1/jobs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await planner.GetAsync("/api/v1/jobs")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await planner.PostAsync("/api/v1/jobs/hourly/run", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.PostAsync("/api/v1/jobs/unheard-of/run", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_runs_a_job_by_a_plain_form_that_no_other_site_can_send()
    {
        await Person(Role.Administrator);
        using var browser = new PeopleService.Browser(new(first.Urls.Single()));
        await browser.SignIn($"{Role.Administrator}".ToLowerInvariant(), Password);

        (await browser.Post("/jobs/nightly/run", new() { ["from"] = "/jobs" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await (await browser.Get("/jobs")).Content.ReadAsStringAsync();
        // The scheduler may still be on its way up.
        var sent = await Eventually.Get(
            async () => await browser.Post("/jobs/nightly/run", new() { ["from"] = "/jobs", ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value })
                is { StatusCode: not HttpStatusCode.ServiceUnavailable } answer ? answer : null,
            "a scheduler that takes it");

        sent.Headers.Location!.OriginalString.ShouldBe("/jobs?asked=nightly");
        await Eventually.Get(
            async () => await (await browser.Get("/jobs")).Content.ReadAsStringAsync() is var shown
                && WebUtility.HtmlDecode(shown).Contains("通、見送り0件", StringComparison.Ordinal) ? shown : null,
            "the run on the page");
    }

    [Fact]
    public async Task A_schedule_that_stands_is_kept_and_a_job_that_is_no_more_is_taken_away()
    {
        using var administrator = await Client(Role.Administrator);
        await RunWith(administrator, "hourly", result: "Succeeded");
        await second.DisposeAsync();
        second = await Serve(jobs => jobs.Every<CountingJob>("hourly", TimeSpan.FromHours(1)));
        await Eventually.Get(
            async () => (await world.Ledger()).Count == 2 && !(await KeptJobs()).Contains("nightly") ? world : null, "the new plan of jobs");

        counter.Runs.ShouldBe(1, "laid anew it would have come at once");
    }

    [Fact]
    public async Task A_night_that_passed_while_no_node_was_up_is_made_up_for_once()
    {
        // In this order: before a job ran, its store may not be there to be asked.
        await Eventually.Get(async () => counter.Runs == 1 && (await KeptJobs()).Contains("nightly") ? world : null, "the hourly job's first run");
        await first.DisposeAsync();
        await second.DisposeAsync();
        await AsOwner(SchedulerStore.LeaveOut("nightly"));

        first = await Serve();
        second = await Serve();

        using var administrator = await Client(Role.Administrator);
        var run = await RunWith(administrator, "nightly", result: "Succeeded");
        run.TryGetProperty("askedBy", out _).ShouldBeFalse();
        counter.Runs.ShouldBe(2);
    }

    private Task<WebApplication> Serve() => Serve(jobs =>
    {
        jobs.Every<CountingJob>("hourly", TimeSpan.FromHours(1));
        jobs.Daily<CountingJob>("nightly", new(3, 0));
    });

    private async Task<WebApplication> Serve(Action<JobPlan> plan)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(world.Settings).Services.AddSingleton<TimeProvider>(world.Time).AddSingleton(counter).AddJobs(plan);
        var app = builder.Build().UseTracker();
        await app.StartAsync();
        await app.Services.GetRequiredService<DatabaseState>().WhenReady(default);
        return app;
    }

    private async Task<Person> Person(Role role)
    {
        var person = (await world.Node.GetRequiredService<PeopleDirectory>().Create(
            new($"{role}".ToLowerInvariant(), $"{role}さん", $"{role}@minato.example", null, Password))).Result!;
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", person.Id, role);
        return person;
    }

    private async Task<HttpClient> Client(Role role)
    {
        var token = await world.Node.GetRequiredService<ApiTokens>().IssueToken((await Person(role)).Id, "test", TimeSpan.FromDays(1));
        var client = new HttpClient { BaseAddress = new(first.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Result!.Token);
        return client;
    }

    /// <summary>Waits until the last run of a job ended so.</summary>
    private static async Task<JsonElement> RunWith(HttpClient client, string job, string result) => (await Eventually.Get(
        async () =>
        {
            var jobs = (await client.GetFromJsonAsync<JsonElement>("/api/v1/jobs")).GetProperty("jobs").EnumerateArray();
            return jobs.Single(row => row.GetProperty("name").GetString() == job).TryGetProperty("last", out var last)
                && last.TryGetProperty("result", out var ended) && ended.GetString() == result ? new Found(last) : null;
        },
        $"a run of {job} that {result}")).Run;

    private async Task<List<string>> KeptJobs()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(world.Settings.Postgres!);
        await using var command = source.CreateCommand(SchedulerStore.KeptJobs);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> kept = [];
        while (await reader.ReadAsync()) kept.Add(reader.GetString(0));
        return kept;
    }

    private async Task AsOwner(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(world.Settings.Postgres!);
        await using var command = source.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private sealed record Found(JsonElement Run);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
