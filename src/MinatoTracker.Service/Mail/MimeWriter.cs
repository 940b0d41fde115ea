using System.Security.Cryptography;
using System.Text;

namespace MinatoTracker.Service.Mail;

/// <summary>
/// Writes a mail as it goes over the wire and into the outbox: the same mail gives the same bytes, in ASCII, with CRLF.
/// System.Net.Mail writes its own wall-clock Date over any other, so it can't be used for this (ops/decisions).
/// </summary>
public static class MimeWriter
{
    /// <exception cref="FormatException">An address is none.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        var content = Alternatives(mail);
        if (mail.Attachments.Count > 0) content = Multipart(mail, "mixed", [content, .. mail.Attachments.Select(Part)]);
        List<string> headers =
        [
            MailHeaders.Date(mail.Date),
            MailHeaders.Boxes("From", mail.From),
            MailHeaders.Boxes("To", mail.To),
            $"Message-ID: <{mail.MessageId}>",
            MailHeaders.Text("Subject", mail.Subject),
            // Keeps absence notes from answering (RFC 3834).
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ];
        if (mail.Unsubscribe is { } unsubscribe)
            headers.AddRange([MailHeaders.Address("List-Unsubscribe", unsubscribe), "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]);
        if (mail.ReplyTo is { } replyTo) headers.Insert(3, MailHeaders.Boxes("Reply-To", replyTo));
        return Encoding.ASCII.GetBytes(string.Join("\r\n", headers) + "\r\n" + content);
    }

    private static string Alternatives(OutgoingMail mail) =>
        Multipart(mail, "alternative", [Part("text/plain; charset=utf-8", null, mail.Text), Part("text/html; charset=utf-8", null, mail.Html)]);

    private static string Part(MailAttachment attachment) =>
        Part($"{attachment.MediaType}; charset=utf-8", $"attachment; filename=\"{attachment.FileName}\"", attachment.Text);

    private static string Part(string type, string? disposition, string text)
    {
        var shown = disposition is null ? "" : $"Content-Disposition: {disposition}\r\n";
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(WithCrLf(text)), Base64FormattingOptions.InsertLineBreaks);
        // The base class library breaks lines with CRLF on every system.
        return $"Content-Type: {type}\r\n{shown}Content-Transfer-Encoding: base64\r\n\r\n{base64}\r\n";
    }

    private static string Multipart(OutgoingMail mail, string kind, IEnumerable<string> parts)
    {
        // "=_" occurs in no base64, so the boundary in no part. It follows from the mail, so that a resend is the same to the byte.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind + mail.MessageId)))[..24];
        var boundary = $"=_{kind}_{digest}";
        var text = new StringBuilder($"Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n");
        foreach (var part in parts) text.Append("--").Append(boundary).Append("\r\n").Append(part);
        return text.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    private static string WithCrLf(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
}
