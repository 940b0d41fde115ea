using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MinatoTracker.Browser.Tests.Support;

/// <summary>One visitor's browser window.</summary>
public sealed class Visit : IAsyncDisposable
{
    // Working out a password's hash takes its time, on purpose. So each person signs in once a service and comes back with the same cookie.
    private static readonly ConcurrentDictionary<(string Address, string Person), Lazy<Task<string>>> SignedIn = new();

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // What the content security policy forbids shows up here, too.
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of: blocked styles, failed requests.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<Visit> Begin(
        Chromium chromium, RunningService service, string? signedInAs = null, string language = "ja", int width = 1280, bool javaScript = true)
    {
        var state = signedInAs is null ? null : await SignedIn
            .GetOrAdd((service.Address, signedInAs), _ => new(() => StateOf(chromium, service, signedInAs))).Value;
        var context = await chromium.NewContext(service.Address, width, javaScript, state);
        var visit = new Visit(context, await context.NewPageAsync());
        if (language != "ja") await visit.Page.GotoAsync($"/language/{language}");
        return visit;
    }

    public async Task SignIn(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("main button[type=submit]");
    }

    /// <summary>Sends the first form for entries on the page.</summary>
    public Task Send() => Page.ClickAsync("main .entry-form button[type=submit]");

    public ILocator Field(string name) => Page.Locator($"#field-{name}");

    public Task<string> Text(string selector = "main") => Page.Locator(selector).First.InnerTextAsync();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private static async Task<string> StateOf(Chromium chromium, RunningService service, string person)
    {
        await using var context = await chromium.NewContext(service.Address);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.SignIn(person, service.Password);
        // The cookie is there with the first bytes of the next page. Waiting for all of it, Playwright now and then misses that it was loaded.
        await visit.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        return await context.StorageStateAsync();
    }
}
