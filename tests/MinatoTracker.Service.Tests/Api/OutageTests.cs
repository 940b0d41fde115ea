using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.Api;

/// <summary>PostgreSQL goes away under a running service, and comes back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("minato-outage-").FullName;
    private readonly int port = Ports.Free();

    public async ValueTask InitializeAsync() => await database.InitializeAsync();

    [Fact]
    public async Task A_service_without_its_database_says_so_and_recovers_by_itself()
    {
        await using var app = await Start();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync(SampleService.Plan)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await using (new Relay(port, new(database.ConnectionString)))
        {
            await app.Services.GetRequiredService<DatabaseState>().WhenReady(default);
            await app.Services.GetRequiredService<PlanImport>().Import("minato-2020", await SampleService.Sample(), "operator");
            (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var api = await client.GetAsync(SampleService.Plan);
        api.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await api.Content.ReadAsStringAsync()).ShouldContain("PostgreSQL");
        api.Headers.RetryAfter.ShouldNotBeNull();
        var page = await client.GetAsync("/plans/minato-2020");
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Headers.RetryAfter.ShouldNotBeNull();

        await using (new Relay(port, new(database.ConnectionString)))
        {
            (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await client.GetAsync(SampleService.Plan)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await client.GetAsync("/plans/minato-2020")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<WebApplication> Start()
    {
        var through = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = port };
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(new() { Postgres = through.ConnectionString, LocalFolder = folder });
        var app = builder.Build().UseTracker();
        await app.StartAsync();
        return app;
    }
}
