using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>The service on a port of its own with the sample plan, a clock of its own, and a token for each role.</summary>
public sealed class SampleService : IAsyncLifetime
{
    public const string Plan = "/api/v1/plans/minato-2020";
    /// <summary>It owns 1-1-1 and everything else under 1 and 2.</summary>
    public const string ReportersSection = "協働まちづくり推進課";

    public static readonly DateTimeOffset Imported = new(2020, 10, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("minato-sample-").FullName;
    private WebApplication app = null!;
    private int people;

    public FakeTime Time { get; } = new(Imported);

    public string ConnectionString => database.ConnectionString;

    public IServiceProvider Services => app.Services;

    public HttpClient Anyone { get; private set; } = null!;

    public HttpClient Reporter { get; private set; } = null!;

    public HttpClient Planner { get; private set; } = null!;

    public HttpClient Approver { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<PlanDocument> Sample() =>
        PlanDocumentFile.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "minato-2020.json"))).Document!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(new() { Postgres = ConnectionString, LocalFolder = folder }).Services.AddSingleton<TimeProvider>(Time);
        app = builder.Build().UseTracker();
        await app.StartAsync();
        await Get<DatabaseState>().WhenReady(default);
        await Get<PlanImport>().Import("minato-2020", await Sample(), "operator");
        Anyone = Client(null);
        Reporter = await ClientFor(Role.Reporter, ReportersSection);
        Planner = await ClientFor(Role.Planner);
        Approver = await ClientFor(Role.Approver);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public async Task<JsonElement> Json(string address) => await Anyone.GetFromJsonAsync<JsonElement>(address);

    /// <summary>Someone more, with a role and perhaps a section.</summary>
    public async Task<HttpClient> ClientFor(Role role, string? section = null)
    {
        var name = $"{role}-{++people}".ToLowerInvariant();
        var person = (await Get<PeopleDirectory>().Create(new(name, $"{role}さん", $"{name}@minato.example", section, "correct horse battery"))).Result!;
        await Get<AccessRoles>().Grant("test", person.Id, role);
        return Client((await Get<ApiTokens>().IssueToken(person.Id, "test", TimeSpan.FromDays(30))).Result!.Token);
    }

    private HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
