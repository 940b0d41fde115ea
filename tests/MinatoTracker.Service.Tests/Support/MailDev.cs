using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>A real SMTP server that keeps what it gets: maildev.</summary>
public sealed class MailDev : IAsyncLifetime
{
    private readonly HttpClient web = new();
    private readonly ConcurrentQueue<string> errors = new();
    // The usual one is shared by all maildevs of a machine, and emptying one's mails empties it altogether.
    private readonly string folder = Directory.CreateTempSubdirectory("minato-mails-").FullName;
    private Process? server;

    /// <summary>Further options of its command line.</summary>
    public string[] Options { get; init; } = [];

    public int Port { get; } = Ports.Free();

    public string Smtp => string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{Port}");

    /// <summary>Its script. What is installed beside it are the other tools of the mail tests.</summary>
    public static string Program => Found.Value;

    private static readonly Lazy<string> Found = new(() => TestTool.Find("MINATO_MAILDEV", "require_maildev"));

    public async ValueTask InitializeAsync()
    {
        web.BaseAddress = new($"http://127.0.0.1:{Ports.Free()}");
        await Start();
    }

    public async Task Start()
    {
        errors.Clear();
        server = Process.Start(new ProcessStartInfo(
            "node",
            [
                Program, "--smtp", Port.ToString(CultureInfo.InvariantCulture), "--ip", "127.0.0.1",
                "--mail-directory", folder, "--web", web.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture), "--web-ip", "127.0.0.1", "--silent", .. Options,
            ])
        {
            RedirectStandardError = true,
        })!;
        server.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        server.BeginErrorReadLine();
        await Eventually.Get(Answer, "maildev");
    }

    public async Task Stop()
    {
        if (server is null) return;
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    /// <summary>What arrived at an address, the oldest first.</summary>
    public async Task<IReadOnlyList<ArrivedMail>> To(string address)
    {
        var mails = await web.GetFromJsonAsync<ArrivedMail[]>("/api/email", JsonSerializerOptions.Web) ?? [];
        return [.. mails.Where(mail => mail.Envelope.To.Any(to => to.Address == address))];
    }

    public async Task Empty() => (await web.DeleteAsync(new Uri("/api/email/all", UriKind.Relative))).EnsureSuccessStatusCode();

    /// <summary>As it came over the wire.</summary>
    public Task<string> Source(ArrivedMail mail) => web.GetStringAsync($"/api/email/{mail.Id}/source");

    public async Task<string> Attachment(ArrivedMail mail, MailAttachmentInfo attachment) =>
        await web.GetStringAsync($"/api/email/{mail.Id}/attachment/{attachment.GeneratedFileName}");

    public async ValueTask DisposeAsync()
    {
        await Stop();
        web.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> Answer()
    {
        if (server!.HasExited) throw new InvalidOperationException($"maildev ended with code {server.ExitCode}: {string.Join('\n', errors)}");
        try
        {
            return await web.GetStringAsync("/api/email");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>A mail as an independent parser reads it.</summary>
public sealed record ArrivedMail(
    string Id, DateTimeOffset Time, string Subject, string Text, string Html, MailAddressInfo[] From, MailAddressInfo[] To,
    Dictionary<string, JsonElement> Headers, MailEnvelope Envelope, MailAttachmentInfo[]? Attachments)
{
    public string MessageId => Headers["message-id"].GetString()!;
}

public sealed record MailAddressInfo(string Address, string Name);

public sealed record MailEnvelope(MailAddressInfo[] To);

public sealed record MailAttachmentInfo(string GeneratedFileName, string FileName, string ContentType);
