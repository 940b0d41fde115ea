using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Tests.People;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>The whole service with its job scheduler: nobody calls anything, and the mail leaves.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Two_running_services_send_what_is_due_once_and_show_it()
    {
        await using var first = await Serve(world.Settings);
        await using var second = await Serve(world.Settings);
        await Eventually.Get(async () => (await world.Ledger()) is { Count: 2 } ledger ? ledger : null, "both mails");
        world.Node.GetRequiredService<Outbox>().List().Count.ShouldBe(2);
        (await TablesOfTheScheduler()).ShouldBeGreaterThan(5);

        using var client = new HttpClient { BaseAddress = new(first.Urls.Single()) };
        const string Address = "/api/v1/plans/minato-2020/reviews/mid-year/reminders";
        ((int)(await client.GetAsync(Address)).StatusCode).ShouldBe(401, "names are for people who are signed in");
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Token());
        var json = await client.GetStringAsync(Address);
        json.ShouldContain("\"status\":\"Sent\"");
        json.ShouldContain("\"status\":\"Upcoming\"");
        json.ShouldContain("\"submissionDeadline\":\"2020-09-15\"");
        ((int)(await client.GetAsync("/api/v1/plans/minato-2020/reviews/unknown/reminders")).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task The_pages_show_reminders_and_outbox_to_who_is_signed_in()
    {
        await world.Run();
        await using var service = await Serve(world.Settings);
        await service.Services.GetRequiredService<DatabaseState>().WhenReady(default);
        await world.Node.GetRequiredService<PeopleDirectory>().Create(new("sakura", "波除 さくら", null, null, "correct horse battery"));
        using var browser = new PeopleService.Browser(new(service.Urls.Single()));
        (await browser.Get("/outbox")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.SignIn("sakura", "correct horse battery");

        var reminders = await Page(browser, $"/plans/{ReminderWorld.Plan}/reviews/{ReminderWorld.Review}/reminders");
        reminders.ShouldSatisfyAllConditions(
            page => page.ShouldContain("送信済み"), page => page.ShouldContain("港 はるか"), page => page.ShouldContain("締切の5営業日前"));
        var mail = world.Node.GetRequiredService<Outbox>().List()[0];
        (await Page(browser, "/outbox")).ShouldContain($"/outbox/{mail.Name}\"");
        (await Page(browser, $"/outbox/{mail.Name}")).ShouldContain("<a href=\"https://plan.minato.example/plans/minato-2020/initiatives/");
        (await browser.Get($"/outbox/{mail.Name}.eml")).Content.Headers.ContentType!.MediaType.ShouldBe("message/rfc822");
        (await browser.Get("/outbox/unknown")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get("/plans/minato-2020/reviews/unknown/reminders")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_service_that_starts_before_its_database_starts_the_job_when_it_is_there()
    {
        var port = Ports.Free();
        var settings = world.Settings with
        {
            Postgres = new Npgsql.NpgsqlConnectionStringBuilder(world.Settings.Postgres) { Host = "127.0.0.1", Port = port, Timeout = 2 }.ConnectionString,
        };
        await using var service = await Serve(settings);
        using var client = new HttpClient { BaseAddress = new(service.Urls.Single()) };
        (await client.GetStringAsync("/health/live")).ShouldBe("live");
        (await world.Ledger()).ShouldBeEmpty();

        await using (new Relay(port, new(world.Settings.Postgres)))
            await Eventually.Get(async () => (await world.Ledger()) is { Count: 2 } ledger ? ledger : null, "both mails");

        // It goes away, the next occasion comes, and it is there again.
        world.GoTo(9, 8);
        await Eventually.Get(async () => (await client.GetAsync("/health/ready")).StatusCode is HttpStatusCode.ServiceUnavailable ? client : null, "the outage");
        await using var back = new Relay(port, new(world.Settings.Postgres));
        await Eventually.Get(async () => (await world.Ledger()) is { Count: 4 } ledger ? ledger : null, "the next two mails");
    }

    private async Task<WebApplication> Serve(TrackerSettings settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(settings).Services.AddSingleton<TimeProvider>(world.Time);
        var app = builder.Build().UseTracker();
        await app.StartAsync();
        return app;
    }

    private static async Task<string> Page(PeopleService.Browser browser, string path)
    {
        var answer = await browser.Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> Token()
    {
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", world.Haruka.Id, Role.Reporter);
        return (await world.Node.GetRequiredService<ApiTokens>().IssueToken(world.Haruka.Id, "test", TimeSpan.FromDays(1))).Result!.Token;
    }

    private async Task<long> TablesOfTheScheduler()
    {
        await using var command = world.Node.GetRequiredService<EventLogDatabase>().Owner
            .CreateCommand($"select count(*) from pg_tables where schemaname = '{SchedulerStore.Schema}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
