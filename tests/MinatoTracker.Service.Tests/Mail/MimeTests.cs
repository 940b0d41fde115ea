using System.Text;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Tests.Mail;

/// <summary>The bytes of a mail. Other tests show that an independent parser reads them.</summary>
public sealed class MimeTests
{
    [Fact]
    public void Everything_is_ASCII_with_CRLF_in_short_lines()
    {
        var bytes = MimeWriter.Write(Some.Mail with { Attachments = [new("deadline.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")] });
        bytes.ShouldAllBe(letter => letter < 128 && letter != 0);
        var text = Encoding.ASCII.GetString(bytes);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\r');
        text.Split("\r\n").ShouldAllBe(line => line.Length <= 76);
        text.ShouldEndWith("--\r\n");
    }

    [Fact]
    public void The_headers_say_what_they_must()
    {
        var headers = Encoding.ASCII.GetString(MimeWriter.Write(Some.Mail with { ReplyTo = new("企画担当", "plan@minato.example") })).Split("\r\n\r\n")[0];
        headers.ShouldContain("Date: Tue, 01 Sep 2020 08:30:00 +0900\r\n");
        headers.ShouldContain("Message-ID: <reminder-1@minato.example>\r\n");
        headers.ShouldContain("Auto-Submitted: auto-generated\r\n");
        headers.ShouldContain("Content-Type: multipart/alternative;\r\n boundary=");
        headers.ShouldContain("Reply-To: =?utf-8?B?");
        headers.Split("\r\n").Count(line => line.StartsWith("Subject:", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("短い件名")]
    [InlineData("Plain text only")]
    [InlineData("件名 with 𠮷 and が and 👨‍👩‍👧 in many, many words 件名 with 𠮷 and が and 👨‍👩‍👧 in many, many words 件名")]
    [InlineData("=?utf-8?B?ZXZpbA==?= is no encoded word of ours")]
    [InlineData("改行\r\nBcc: victim@example.org を含む件名")]
    public void A_subject_comes_back_as_it_was_and_stays_one_header(string subject)
    {
        var mail = MimeReader.Read(Encoding.ASCII.GetString(MimeWriter.Write(Some.Mail with { Subject = subject })));
        mail.Header("Subject").ShouldBe(subject.Replace('\r', ' ').Replace('\n', ' '));
        mail.Headers.Keys.ShouldNotContain("Bcc");
    }

    [Theory]
    [InlineData("あ")]
    [InlineData("𠮷")]
    [InlineData("か\u3099")]
    public void No_encoded_word_ends_within_a_character(string character)
    {
        for (var before = 0; before < 50; before++)
        {
            var subject = new string('x', before) + string.Concat(Enumerable.Repeat(character, 40));
            var header = MailHeaders.Text("Subject", subject);
            foreach (System.Text.RegularExpressions.Match word in System.Text.RegularExpressions.Regex.Matches(header, @"=\?utf-8\?B\?([^?]+)\?="))
            {
                word.Length.ShouldBeLessThanOrEqualTo(75);
                var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(word.Groups[1].Value));
                text.ShouldNotStartWith("\u3099");
            }
        }
    }

    [Fact]
    public void Both_texts_come_back()
    {
        var mail = MimeReader.Read(Encoding.ASCII.GetString(MimeWriter.Write(Some.Mail)));
        mail.Text("text/plain").ShouldBe(Some.Mail.Text.Replace("\n", "\r\n", StringComparison.Ordinal));
        mail.Text("text/html").ShouldBe(Some.Mail.Html.Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_mail_gives_the_same_bytes() => MimeWriter.Write(Some.Mail).ShouldBe(MimeWriter.Write(Some.Mail));

    [Theory]
    [InlineData("haruka@minato.example", "haruka@minato.example")]
    [InlineData("haruka@港区.jp", "haruka@xn--dkr304d.jp")]
    public void Addresses_go_out_in_ASCII(string address, string ascii) => MailHeaders.Ascii(address).ShouldBe(ascii);

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("はるか@minato.example")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b.example>\r\nRCPT TO:<c@d.example")]
    [InlineData("\"a b\"@c.example")]
    [InlineData("Name <a@b.example>")]
    public void What_is_no_address_is_refused(string address) => Should.Throw<FormatException>(() => MailHeaders.Ascii(address));
}
