using Microsoft.Playwright;
using MinatoTracker.Service.Tests.Support;

[assembly: AssemblyFixture(typeof(MinatoTracker.Browser.Tests.Support.Chromium))]

namespace MinatoTracker.Browser.Tests.Support;

/// <summary>A browser for all tests; each works in a context of its own, like a visitor of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Tests run as root in containers, where Chromium refuses its sandbox. The rest keeps it from asking the network for anything.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = TestTool.Find("MINATO_CHROMIUM", "require_chromium"),
            Args = Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <param name="state">What an earlier visitor's browser kept, as <see cref="IBrowserContext.StorageStateAsync"/> tells it.</param>
    public Task<IBrowserContext> NewContext(string baseAddress, int width = 1280, bool javaScript = true, string? state = null) => browser!.NewContextAsync(new()
    {
        BaseURL = baseAddress,
        ViewportSize = new() { Width = width, Height = 900 },
        JavaScriptEnabled = javaScript,
        Locale = "ja-JP",
        StorageState = state,
    });
}
