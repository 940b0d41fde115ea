using System.Security.Cryptography.X509Certificates;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Mail;

/// <summary>A real SMTP server that speaks TLS, with a certificate that only this test trusts.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("minato-tls-").FullName;
    private MailDev server = null!;
    private string thumbprint = "";

    public async ValueTask InitializeAsync()
    {
        var (certificateFile, keyFile) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        thumbprint = await TestCertificate.Write(certificateFile, keyFile);
        server = new() { Options = ["--incoming-secure", "--incoming-cert", certificateFile, "--incoming-key", keyFile] };
        await server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_mail_passes_under_TLS_from_the_first_byte_when_the_certificate_is_trusted()
    {
        var address = new SmtpServer("127.0.0.1", server.Port, SmtpSecurity.Tls);
        var trusting = new SmtpMailer(address, TimeProvider.System, (_, certificate, _, _) => ((X509Certificate2)certificate!).Thumbprint == thumbprint);
        await trusting.Send(Some.Mail, default);
        (await server.To("haruka@minato.example")).ShouldHaveSingleItem().Subject.ShouldBe(Some.Mail.Subject);

        var wary = new SmtpMailer(address, TimeProvider.System);
        (await Should.ThrowAsync<MailException>(() => wary.Send(Some.Mail, default))).Fault.ShouldBe(DeliveryFault.TlsRefused);
        (await server.To("haruka@minato.example")).Count.ShouldBe(1);
    }
}
