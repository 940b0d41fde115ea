using System.Globalization;
using System.Net.Security;
using System.Text;

namespace MinatoTracker.Service.Mail;

/// <summary>A server's answer.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>
    /// Nobody is at the address, and trying again won't change it. A refusal for another reason, such as a server that will not
    /// relay for us, is mended by an operator; its enhanced status (RFC 3463) is not of the class 5.1.
    /// </summary>
    public bool DeniesTheAddress => Lines.Any(line => line.StartsWith("5.1.", StringComparison.Ordinal))
        || (Code is 550 or 551 or 553 && !Lines.Any(line => line.StartsWith("5.", StringComparison.Ordinal)));

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}

/// <summary>Commands and replies over one connection (RFC 5321), and the change to TLS (RFC 3207).</summary>
internal sealed class SmtpConversation(Stream opened) : IAsyncDisposable
{
    private const int LongestReply = 64 * 1024;
    private Stream stream = opened;
    private readonly byte[] buffer = new byte[4096];
    private int filled;
    private int taken;

    public async Task<SmtpReply> Command(string command, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellation);
        await stream.FlushAsync(cancellation);
        return await Reply(cancellation);
    }

    public async Task<SmtpReply> Content(ReadOnlyMemory<byte> mail, CancellationToken cancellation)
    {
        await stream.WriteAsync(DotStuffed(mail.Span), cancellation);
        await stream.FlushAsync(cancellation);
        return await Reply(cancellation);
    }

    public async Task<SmtpReply> Reply(CancellationToken cancellation)
    {
        List<string> lines = [];
        for (var length = 0; length < LongestReply;)
        {
            var line = await Line(cancellation);
            length += line.Length;
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new IOException($"The server answered \"{line}\", which is not SMTP.");
            lines.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length < 4 || line[3] != '-') return new(code, lines);
        }

        throw new IOException("The server's answer does not end.");
    }

    public async Task Secure(string host, RemoteCertificateValidationCallback? check, CancellationToken cancellation)
    {
        // What came with the reply to STARTTLS came from nobody knows whom (CVE-2011-0411).
        if (taken < filled) throw new IOException("The server went on talking before TLS began.");
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        await secured.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = check }, cancellation);
        stream = secured;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    // A line that begins with a dot gets another: a dot alone would end the mail.
    private static byte[] DotStuffed(ReadOnlySpan<byte> mail)
    {
        using var stuffed = new MemoryStream(mail.Length + 64);
        var lineBegins = true;
        foreach (var letter in mail)
        {
            if (lineBegins && letter == '.') stuffed.WriteByte((byte)'.');
            stuffed.WriteByte(letter);
            lineBegins = letter == '\n';
        }

        if (!lineBegins) stuffed.Write("\r\n"u8);
        stuffed.Write(".\r\n"u8);
        return stuffed.ToArray();
    }

    private async Task<string> Line(CancellationToken cancellation)
    {
        var line = new List<byte>(80);
        while (line.Count < LongestReply)
        {
            if (taken == filled)
            {
                (taken, filled) = (0, await stream.ReadAsync(buffer, cancellation));
                if (filled == 0) throw new IOException("The server closed the connection.");
            }

            var letter = buffer[taken++];
            if (letter == '\n') return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            line.Add(letter);
        }

        throw new IOException("The server's answer does not end.");
    }
}
