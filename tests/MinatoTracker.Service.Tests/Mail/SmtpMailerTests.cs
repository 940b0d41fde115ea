using System.Text;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Mail;

public sealed class SmtpMailerTests
{
    [Theory]
    [InlineData("", "421 closing", DeliveryFault.Busy, false)]
    [InlineData("", "", DeliveryFault.Broken, false)]
    [InlineData("", "nonsense", DeliveryFault.Broken, false)]
    [InlineData("MAIL", "451 4.3.0 later", DeliveryFault.Busy, false)]
    [InlineData("MAIL", "550 5.7.1 not you", DeliveryFault.MailRefused, false)]
    [InlineData("RCPT", "450 4.2.1 greylisted", DeliveryFault.Busy, false)]
    [InlineData("RCPT", "550 5.1.1 nobody here", DeliveryFault.AddressRefused, true)]
    [InlineData("RCPT", "550 no such user", DeliveryFault.AddressRefused, true)]
    [InlineData("RCPT", "554 5.7.1 relay access denied", DeliveryFault.AddressRefused, false)]
    [InlineData("DATA", "554 no", DeliveryFault.MailRefused, false)]
    [InlineData(".", "554 spam", DeliveryFault.MailRefused, false)]
    [InlineData(".", "", DeliveryFault.Broken, false)]
    [InlineData("AUTH PLAIN", "535 5.7.8 wrong", DeliveryFault.SignInRefused, false)]
    public async Task What_goes_wrong_is_told_apart(string command, string answer, DeliveryFault fault, bool permanent)
    {
        await using var server = new ScriptedSmtp((command, answer));
        var failure = await Should.ThrowAsync<MailException>(() => Mailer(server, "minato", "s3cret").Send(Some.Mail, default));
        failure.Fault.ShouldBe(fault);
        failure.IsPermanent.ShouldBe(permanent);
        failure.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_server_that_is_gone_after_taking_the_mail_has_taken_it()
    {
        await using var server = new ScriptedSmtp(("QUIT", ""));
        await Mailer(server).Send(Some.Mail, default);
        server.Received.ShouldContain("MAIL FROM:<tracker@minato.example>\nRCPT TO:<haruka@minato.example>\nDATA\n");
    }

    [Fact]
    public async Task LOGIN_is_used_where_PLAIN_is_not_offered()
    {
        await using var server = new ScriptedSmtp(
            ("EHLO", "250 AUTH LOGIN"), ("AUTH LOGIN", "334 VXNlcm5hbWU6"), (Base64("minato"), "334 UGFzc3dvcmQ6"), (Base64("s3cret"), "235 in"));
        await Mailer(server, "minato", "s3cret").Send(Some.Mail, default);
        server.Received.ShouldContain("AUTH LOGIN\n");
    }

    [Fact]
    public async Task A_server_without_EHLO_will_do()
    {
        await using var server = new ScriptedSmtp(("EHLO", "502 what?"));
        await Mailer(server).Send(Some.Mail, default);
        server.Received.ShouldContain("HELO ");
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_said_in_the_clear()
    {
        await using var server = new ScriptedSmtp(("STARTTLS", "454 not now"));
        var mailer = new SmtpMailer(new("127.0.0.1", server.Port, SmtpSecurity.StartTls, "minato", "s3cret"), TimeProvider.System);
        (await Should.ThrowAsync<MailException>(() => mailer.Send(Some.Mail, default))).Fault.ShouldBe(DeliveryFault.Busy);
        server.Received.ShouldNotContain("AUTH");
        server.Received.ShouldNotContain("MAIL");
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_after_a_while()
    {
        await using var server = new ScriptedSmtp(("MAIL", "silence"));
        var failure = await Should.ThrowAsync<MailException>(() =>
            new SmtpMailer(new("127.0.0.1", server.Port, SmtpSecurity.None), new HastyTime()).Send(Some.Mail, default));
        failure.Fault.ShouldBe(DeliveryFault.TimedOut);
    }

    [Fact]
    public async Task A_stop_of_the_service_is_no_failure_of_the_mail()
    {
        await using var server = new ScriptedSmtp(("MAIL", "silence"));
        using var stop = new CancellationTokenSource();
        var sending = Mailer(server).Send(Some.Mail, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Sign_in_and_mail_pass_a_real_server()
    {
        await using var server = new MailDev { Options = ["--incoming-user", "minato", "--incoming-pass", "s3cret"] };
        await server.InitializeAsync();
        await new SmtpMailer(new("127.0.0.1", server.Port, SmtpSecurity.None, "minato", "s3cret"), TimeProvider.System).Send(Some.Mail, default);
        var mail = (await server.To("haruka@minato.example")).ShouldHaveSingleItem();
        mail.Subject.ShouldBe(Some.Mail.Subject);
        mail.Text.ShouldBe(Some.Mail.Text);
        mail.Html.ShouldBe(Some.Mail.Html);
        (await server.Source(mail)).ReplaceLineEndings("\r\n").ShouldContain(Encoding.ASCII.GetString(MimeWriter.Write(Some.Mail)).TrimEnd());

        var wrong = new SmtpMailer(new("127.0.0.1", server.Port, SmtpSecurity.None, "minato", "wrong"), TimeProvider.System);
        (await Should.ThrowAsync<MailException>(() => wrong.Send(Some.Mail, default))).Fault.ShouldBe(DeliveryFault.SignInRefused);
    }

    private static SmtpMailer Mailer(ScriptedSmtp server, string? user = null, string? password = null) =>
        new(new("127.0.0.1", server.Port, SmtpSecurity.None, user, password), TimeProvider.System);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Lets every wait end soon.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(200), period);
    }
}
