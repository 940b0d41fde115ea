using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
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

        await using var database = new Relay(port, new(world.Settings.Postgres));
        await Eventually.Get(async () => (await world.Ledger()) is { Count: 2 } ledger ? ledger : null, "both mails");
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

    private async Task<string> Token()
    {
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", world.Haruka.Id, Role.Reporter);
        return (await world.Node.GetRequiredService<ApiTokens>().IssueToken(world.Haruka.Id, "test", TimeSpan.FromDays(1))).Result!.Token;
    }

    private async Task<long> TablesOfTheScheduler()
    {
        await using var command = world.Node.GetRequiredService<EventLogDatabase>().Owner
            .CreateCommand("select count(*) from pg_tables where schemaname = 'quartz'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
