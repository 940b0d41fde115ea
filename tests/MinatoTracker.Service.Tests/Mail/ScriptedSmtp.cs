using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MinatoTracker.Service.Tests.Mail;

/// <summary>An SMTP server that misbehaves by script: what it answers to a command that begins like this. An empty answer hangs up.</summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string> script;
    private readonly Task serving;

    public ScriptedSmtp(params (string Command, string Answer)[] script)
    {
        this.script = script.ToDictionary(line => line.Command, line => line.Answer, StringComparer.Ordinal);
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Received { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
    }

    private string AnswerTo(string command) =>
        script.FirstOrDefault(line => command.StartsWith(line.Key, StringComparison.Ordinal)).Value ?? command.Split(' ')[0] switch
        {
            "" => "220 hello",
            "EHLO" => "250-here\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
            "DATA" => "354 go on",
            "." => "250 taken",
            "QUIT" => "221 bye",
            "AUTH" => "235 in",
            _ => "250 ok",
        };

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await Talk(client);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            var inData = false;
            for (string? line = ""; line is not null; line = await reader.ReadLineAsync())
            {
                Received += line + "\n";
                if (inData && line != ".") continue;
                var answer = AnswerTo(line);
                if (answer.Length == 0) return;
                if (answer != "silence") await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"));
                inData = answer.StartsWith(354.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }
}
