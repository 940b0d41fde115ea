using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Tests.Mail;

public sealed class SmtpServerTests
{
    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 25, SmtpSecurity.None, null, null)]
    [InlineData("smtp://127.0.0.1:1025", "127.0.0.1", 1025, SmtpSecurity.None, null, null)]
    [InlineData("smtp+starttls://minato:s3cret@mail.example", "mail.example", 587, SmtpSecurity.StartTls, "minato", "s3cret")]
    [InlineData("smtps://a%40b.example:p%2Fw%3A%23@mail.example:4650", "mail.example", 4650, SmtpSecurity.Tls, "a@b.example", "p/w:#")]
    [InlineData("smtp://[::1]:2525", "::1", 2525, SmtpSecurity.None, null, null)]
    public void An_address_is_read(string text, string host, int port, SmtpSecurity security, string? user, string? password) =>
        SmtpServer.Parse(text).ShouldBe(new(host, port, security, user, password));

    [Theory]
    [InlineData("mail.example:25")]
    [InlineData("http://mail.example")]
    [InlineData("smtp://")]
    [InlineData("smtp://mail.example/inbox")]
    [InlineData("smtp://user@mail.example")]
    [InlineData("smtp://user:s3cret/x@mail.example")]
    [InlineData("smtp://mail.example:0x19")]
    public void What_is_none_is_told_without_the_password(string text)
    {
        var failure = Should.Throw<MisconfiguredException>(() => SmtpServer.Parse(text));
        failure.Message.ShouldStartWith("MINATO_SMTP must look like smtp://");
        failure.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void The_password_is_in_no_log_line() => $"{SmtpServer.Parse("smtp://minato:s3cret@mail.example")}".ShouldBe("mail.example:25");
}
