using System.Globalization;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Mail;

public enum SmtpSecurity
{
    None,

    /// <summary>Begins in the clear; nothing is sent before TLS stands.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The mail server that takes this office's mails, as <c>MINATO_SMTP</c> names it.</summary>
public sealed record SmtpServer(string Host, int Port, SmtpSecurity Security, string? User = null, string? Password = null)
{
    /// <exception cref="MisconfiguredException">Says what is wrong, without the password.</exception>
    public static SmtpServer Parse(string text)
    {
        const string Shape = "MINATO_SMTP must look like smtp://host:25, smtp+starttls://user:password@host:587 or smtps://user:password@host:465";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw new MisconfiguredException($"{Shape}; it is no such address.");
        var (security, usual) = uri.Scheme switch
        {
            "smtp" => (SmtpSecurity.None, 25),
            "smtp+starttls" => (SmtpSecurity.StartTls, 587),
            "smtps" => (SmtpSecurity.Tls, 465),
            _ => throw new MisconfiguredException($"{Shape}; it begins with \"{uri.Scheme}\"."),
        };
        if (uri.Host.Length == 0) throw new MisconfiguredException($"{Shape}; it names no host.");
        if (uri.PathAndQuery is not ("/" or "") || uri.Fragment.Length > 0)
            throw new MisconfiguredException($"{Shape}; write @, /, ? and # within user and password as %40, %2F, %3F and %23.");
        // The password may hold a colon; the user may not.
        var credentials = uri.UserInfo.Split(':', 2);
        if (credentials is [{ Length: > 0 }] or ["", _]) throw new MisconfiguredException($"{Shape}; it needs both a user and a password, or neither.");
        return credentials is [var user, var password]
            ? new(uri.DnsSafeHost, PortOf(uri, usual), security, Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : new(uri.DnsSafeHost, PortOf(uri, usual), security);
    }

    /// <summary>Without user and password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static int PortOf(Uri uri, int usual) => uri.Port > 0 ? uri.Port : usual;
}
