using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Service.Mail;

/// <summary>Hands mails to a mail server, one connection a mail.</summary>
/// <param name="patience">For the whole of one mail.</param>
/// <param name="check">Decides on the server's certificate; null for what the system trusts.</param>
public sealed class SmtpMailer(
    SmtpServer server, TimeProvider time, RemoteCertificateValidationCallback? check = null, TimeSpan? patience = null) : IMailer
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(30);

    public async Task Send(OutgoingMail mail, CancellationToken cancellation)
    {
        var (from, to, content) = Prepared(mail);
        using var elapsed = new CancellationTokenSource(patience ?? UsualPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, elapsed.Token);
        try
        {
            await Deliver(from, to, content, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new MailException(DeliveryFault.TimedOut, $"{server}");
        }
        catch (AuthenticationException failure)
        {
            throw new MailException(DeliveryFault.TlsRefused, failure.Message, inner: failure);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new MailException(DeliveryFault.Broken, failure.Message, inner: failure);
        }
    }

    private static (string From, string To, byte[] Content) Prepared(OutgoingMail mail)
    {
        try
        {
            return (MailHeaders.Ascii(mail.From.Address), MailHeaders.Ascii(mail.To.Address), MimeWriter.Write(mail));
        }
        catch (FormatException failure)
        {
            throw new MailException(DeliveryFault.AddressRefused, failure.Message, isPermanent: true, failure);
        }
    }

    private async Task Deliver(string from, string to, byte[] content, CancellationToken cancellation)
    {
        await using var conversation = await Greeted(cancellation);
        Demand(await conversation.Command($"MAIL FROM:<{from}>", cancellation), DeliveryFault.MailRefused);
        Demand(await conversation.Command($"RCPT TO:<{to}>", cancellation), DeliveryFault.AddressRefused);
        Demand(await conversation.Command("DATA", cancellation), DeliveryFault.MailRefused);
        Demand(await conversation.Content(content, cancellation), DeliveryFault.MailRefused);
        await Leave(conversation, cancellation);
    }

    private async Task<SmtpConversation> Greeted(CancellationToken cancellation)
    {
        var conversation = new SmtpConversation(await Connected(cancellation));
        try
        {
            if (server.Security is SmtpSecurity.Tls) await conversation.Secure(server.Host, check, cancellation);
            Demand(await conversation.Reply(cancellation), DeliveryFault.MailRefused);
            var offers = await Introduce(conversation, cancellation);
            if (server.Security is SmtpSecurity.StartTls)
            {
                Demand(await conversation.Command("STARTTLS", cancellation), DeliveryFault.TlsRefused);
                await conversation.Secure(server.Host, check, cancellation);
                offers = await Introduce(conversation, cancellation);
            }

            await SignIn(conversation, offers, cancellation);
            return conversation;
        }
        catch
        {
            await conversation.DisposeAsync();
            throw;
        }
    }

    private async Task<NetworkStream> Connected(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new MailException(DeliveryFault.Unreachable, $"{server}: {failure.Message}", inner: failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>What the server offers, one line an extension.</returns>
    private static async Task<IReadOnlyList<string>> Introduce(SmtpConversation conversation, CancellationToken cancellation)
    {
        var reply = await conversation.Command("EHLO [127.0.0.1]", cancellation);
        if (reply.IsPositive) return reply.Lines;
        Demand(await conversation.Command("HELO [127.0.0.1]", cancellation), DeliveryFault.MailRefused);
        return [];
    }

    private async Task SignIn(SmtpConversation conversation, IReadOnlyList<string> offers, CancellationToken cancellation)
    {
        if (server.User is not { } user || server.Password is not { } password) return;
        var ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant().Split(' ', '=') ?? [];
        if (ways.Contains("PLAIN"))
        {
            DemandSignIn(await conversation.Command($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellation));
        }
        else if (ways.Contains("LOGIN"))
        {
            DemandSignIn(await conversation.Command("AUTH LOGIN", cancellation));
            DemandSignIn(await conversation.Command(Base64(user), cancellation));
            DemandSignIn(await conversation.Command(Base64(password), cancellation));
        }
        else
        {
            throw new MailException(DeliveryFault.SignInRefused, $"{server} offers neither AUTH PLAIN nor AUTH LOGIN.");
        }
    }

    // The mail is taken; a server that is gone by now changes nothing about that.
    private static async Task Leave(SmtpConversation conversation, CancellationToken cancellation)
    {
        try
        {
            await conversation.Command("QUIT", cancellation);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
        }
    }

    private static void Demand(SmtpReply reply, DeliveryFault fault)
    {
        if (reply.IsPositive) return;
        throw reply.Code >= 500
            ? new MailException(fault, $"{reply}", isPermanent: fault is DeliveryFault.AddressRefused && reply.DeniesTheAddress)
            : new MailException(DeliveryFault.Busy, $"{reply}");
    }

    private static void DemandSignIn(SmtpReply reply)
    {
        if (!reply.IsPositive) throw new MailException(DeliveryFault.SignInRefused, $"{reply}");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
