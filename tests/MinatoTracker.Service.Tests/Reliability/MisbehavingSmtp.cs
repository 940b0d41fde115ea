using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MinatoTracker.Service.Tests.Reliability;

/// <summary>A mail that the server took responsibility for.</summary>
public sealed record TakenMail(string MessageId, string To);

/// <summary>
/// A mail server on a bad day: of ten mails it fails one, each time in another way. It refuses for now (4xx) or for good (5xx), drops the
/// connection in the middle of a mail or after all of it, or says nothing any more. Some addresses it does not know. What it answered
/// with 250 it has taken, and nothing else.
/// </summary>
public sealed class MisbehavingSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<TakenMail> taken = new();
    private readonly ConcurrentDictionary<Task, bool> conversations = new();
    private readonly Func<string, bool> isUnknown;
    private readonly double faults;
    private readonly Task serving;
    private int failed;

    /// <param name="faults">Of how many mails, from 0 to 1, something goes wrong.</param>
    /// <param name="isUnknown">Addresses at which nobody is.</param>
    public MisbehavingSmtp(double faults, Func<string, bool> isUnknown)
    {
        (this.faults, this.isUnknown) = (faults, isUnknown);
        listener.Start(backlog: 200);
        serving = Serve();
    }

    private enum Fault
    {
        None,
        ClosingGreeting,
        BusySender,
        GreylistedRecipient,
        RefusedRelay,
        RefusedContent,
        DropsInTheMiddle,
        DropsAfterContent,
        FallsSilent,
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyCollection<TakenMail> Taken => taken;

    /// <summary>How many mails it failed.</summary>
    public int Failed => failed;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
        await Task.WhenAll(conversations.Keys);
        closing.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var conversation = Talk(await listener.AcceptTcpClientAsync(closing.Token));
                conversations[conversation] = true;
                _ = conversation.ContinueWith(done => conversations.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var closed = client;
        try
        {
            client.NoDelay = true;
            await new Conversation(this, client.GetStream(), NextFault(), closing.Token).Run();
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client was killed, or the test is over.
        }
    }

    private Fault NextFault()
    {
        if (Random.Shared.NextDouble() >= faults) return Fault.None;
        Interlocked.Increment(ref failed);
        // To fall silent costs the client all its patience; once in a while is enough.
        return Random.Shared.Next(20) == 0 ? Fault.FallsSilent : (Fault)Random.Shared.Next((int)Fault.ClosingGreeting, (int)Fault.FallsSilent);
    }

    private sealed class Conversation(MisbehavingSmtp server, NetworkStream stream, Fault fault, CancellationToken closing)
    {
        private readonly StreamReader reader = new(stream, Encoding.Latin1);
        private string recipient = "";

        public async Task Run()
        {
            if (!await Say(fault is Fault.ClosingGreeting ? "421 4.3.2 going down" : "220 here")) return;
            while (await reader.ReadLineAsync(closing) is { } line)
                if (!await Answer(line)) return;
        }

        /// <returns>Whether the conversation goes on.</returns>
        private async Task<bool> Answer(string line)
        {
            if (line.StartsWith("EHLO", StringComparison.Ordinal)) return await Say("250 here");
            if (line.StartsWith("MAIL", StringComparison.Ordinal)) return await Sender();
            if (line.StartsWith("RCPT", StringComparison.Ordinal)) return await Recipient(line);
            if (line == "DATA") return await Say("354 go on") && await Content();
            if (line == "QUIT") await Say("221 bye");
            return false;
        }

        private async Task<bool> Sender()
        {
            if (fault is Fault.FallsSilent) return true;
            return await Say(fault is Fault.BusySender ? "451 4.3.0 later" : "250 ok");
        }

        private Task<bool> Recipient(string line)
        {
            recipient = line.Split('<', '>')[1];
            if (server.isUnknown(recipient)) return Say("550 5.1.1 nobody here");
            return Say(fault switch
            {
                Fault.GreylistedRecipient => "450 4.2.1 greylisted",
                Fault.RefusedRelay => "554 5.7.1 relay access denied",
                _ => "250 ok",
            });
        }

        private async Task<bool> Content()
        {
            var messageId = "";
            for (var lines = 0; await reader.ReadLineAsync(closing) is { } line; lines++)
            {
                if (line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)) messageId = line["Message-ID:".Length..].Trim().Trim('<', '>');
                if (fault is Fault.DropsInTheMiddle && lines == 20) return false;
                if (line == ".") return await End(messageId);
            }

            return false;
        }

        private async Task<bool> End(string messageId)
        {
            if (fault is Fault.DropsAfterContent) return false;
            if (fault is Fault.RefusedContent) return await Say("554 5.6.0 not this one");
            // Taken from here on: whether the answer arrives or not, it would deliver the mail.
            server.taken.Enqueue(new(messageId, recipient));
            return await Say("250 2.0.0 taken");
        }

        private async Task<bool> Say(string answer)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), closing);
            return true;
        }
    }
}
