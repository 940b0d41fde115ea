using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.People;

/// <summary>The service on a port of its own, with a database and a clock of its own, and two addresses that need permissions.</summary>
public sealed partial class PeopleService : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const int HashIterations = 1000;
    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("minato-people-").FullName;
    private WebApplication app = null!;

    public FakeTime Time { get; } = new(new(2020, 10, 2, 0, 0, 0, TimeSpan.Zero));

    public TrackerSettings Settings { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public PeopleDirectory People => Get<PeopleDirectory>();

    public ApiTokens Tokens => Get<ApiTokens>();

    public AccessRoles Roles => Get<AccessRoles>();

    public IServiceProvider Services => app.Services;

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        Settings = new() { Postgres = database.ConnectionString, LocalFolder = folder };
        await Start();
    }

    /// <summary>The same service again, as after an update.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public Browser Browse() => new(Address);

    public async Task<Person> Add(string signInName, params Role[] roles) => await Add(signInName, null, roles);

    public async Task<Person> Add(string signInName, string? section, params Role[] roles)
    {
        var person = (await People.Create(new(signInName, $"{signInName}さん", $"{signInName}@minato.example", section, Password))).Result!;
        foreach (var role in roles) (await Roles.Grant("test", person.Id, role)).IsRefused.ShouldBeFalse();
        return person;
    }

    public async Task<HttpResponseMessage> Api(string path, string? token)
    {
        using var client = new HttpClient { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return await client.GetAsync(path);
    }

    private async Task Stop()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(Settings).Services.AddSingleton<TimeProvider>(Time).AddSingleton(new Passwords(Passwords.HasherOf(HashIterations)));
        app = builder.Build().UseTracker();
        app.MapGet("/api/v1/needs-approver", () => "yes").RequireAuthorization(Permissions.Approve);
        app.MapGet("/needs-approver", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization(Permissions.Approve);
        app.MapPost("/needs-approver", () => "yes").RequireAuthorization(Permissions.Approve);
        await app.StartAsync();
        await Get<DatabaseState>().WhenReady(default);
        Address = new(app.Urls.Single());
    }

    /// <summary>Keeps cookies as a browser does, and shows redirects instead of following them.</summary>
    public sealed partial class Browser(Uri address) : IDisposable
    {
        private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };

        private HttpClient Client => field ??= new(handler) { BaseAddress = address };

        public Cookie? Session => handler.CookieContainer.GetCookies(address)["minato"];

        public void Take(Cookie cookie) => handler.CookieContainer.Add(address, new Cookie(cookie.Name, cookie.Value));

        public Task<HttpResponseMessage> Get(string path) => Client.GetAsync(path);

        public async Task<HttpResponseMessage> SignIn(string name, string password, string page = "/sign-in")
        {
            var form = await Client.GetStringAsync(page);
            var action = WebUtility.HtmlDecode(ActionPattern().Match(form).Groups[1].Value);
            return await Post(action, new() { ["Name"] = name, ["Password"] = password, ["_handler"] = "sign-in", [TokenField] = TokenIn(form) });
        }

        public Task<HttpResponseMessage> Post(string path, Dictionary<string, string> fields) => Client.PostAsync(path, new FormUrlEncodedContent(fields));

        public async Task<HttpResponseMessage> SignOut() =>
            await Post("/sign-out", new() { [TokenField] = TokenIn(await Client.GetStringAsync("/sign-in")) });

        public void Dispose() => handler.Dispose();

        private const string TokenField = "__RequestVerificationToken";

        private static string TokenIn(string page) => TokenPattern().Match(page).Groups[1].Value;

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex TokenPattern();

        // The page has other forms too: the site's header and footer.
        [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"[^>]*><input type=\"hidden\" name=\"_handler\" value=\"sign-in\"")]
        private static partial Regex ActionPattern();
    }
}
