using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Mail;

/// <summary>A real mail server that begins in the clear, asks for TLS, and then for a sign-in.</summary>
public sealed class StartTlsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("minato-starttls-").FullName;
    private Process server = null!;
    private string thumbprint = "";
    private int port;

    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        thumbprint = await TestCertificate.Write(certificate, key);
        var script = Path.Combine(AppContext.BaseDirectory, "Mail", "starttls-server.mjs");
        server = Process.Start(new ProcessStartInfo("node", [script, MailDev.Program, certificate, key, "minato", "s3cret"]) { RedirectStandardOutput = true })!;
        var listening = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The mail server did not start.");
        port = int.Parse(listening.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_mail_passes_under_TLS_after_the_sign_in()
    {
        await Mailer("minato", "s3cret").Send(Some.Mail, default);
        var taken = JsonElement.Parse((await server.StandardOutput.ReadLineAsync())!);
        taken.GetProperty("secure").GetBoolean().ShouldBeTrue();
        taken.GetProperty("user").GetString().ShouldBe("minato");
        taken.GetProperty("to")[0].GetString().ShouldBe("haruka@minato.example");
        taken.GetProperty("mail").GetString()!.TrimEnd().ShouldBe(Encoding.ASCII.GetString(MimeWriter.Write(Some.Mail)).TrimEnd());
    }

    [Fact]
    public async Task A_wrong_password_is_told_apart_and_nothing_is_sent() =>
        (await Should.ThrowAsync<MailException>(() => Mailer("minato", "wrong").Send(Some.Mail, default))).Fault.ShouldBe(DeliveryFault.SignInRefused);

    [Fact]
    public async Task Without_a_sign_in_the_server_takes_nothing() =>
        (await Should.ThrowAsync<MailException>(() => Mailer(null, null).Send(Some.Mail, default))).Fault.ShouldBe(DeliveryFault.MailRefused);

    [Fact]
    public async Task A_certificate_that_nobody_trusts_ends_it_before_the_password_is_said()
    {
        var wary = new SmtpMailer(new("127.0.0.1", port, SmtpSecurity.StartTls, "minato", "s3cret"), TimeProvider.System);
        (await Should.ThrowAsync<MailException>(() => wary.Send(Some.Mail, default))).Fault.ShouldBe(DeliveryFault.TlsRefused);
    }

    private SmtpMailer Mailer(string? user, string? password) => new(
        new("127.0.0.1", port, SmtpSecurity.StartTls, user, password), TimeProvider.System,
        (_, certificate, _, _) => ((X509Certificate2)certificate!).Thumbprint == thumbprint);
}
