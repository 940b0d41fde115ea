using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>What became of a command, as far as its sender knows.</summary>
internal enum Fate
{
    /// <summary>No answer, or one that says that the database does not answer.</summary>
    Unknown,
    Accepted,
    Refused,
}

/// <summary>A thousand commands sent at once: figures for the initiatives of many plans, some of them about indicators that do not exist.</summary>
internal sealed class Storm(string token, IReadOnlyList<string> initiatives)
{
    public const int Commands = 1000;
    private readonly Fate[] fates = new Fate[Commands];
    private int answered;

    public IReadOnlyList<Fate> Fates => fates;

    /// <summary>How many had no answer yet when the blow was done.</summary>
    public int UnderWay { get; private set; }

    public static string IdOf(int command) => string.Create(CultureInfo.InvariantCulture, $"storm-{command}");

    public static bool IsSound(int command) => command % 10 != 9;

    /// <param name="meanwhile">Done once a fifth of the commands are answered.</param>
    public async Task Send(Uri address, Func<Task> meanwhile)
    {
        using var client = Client(address);
        var struck = new TaskCompletionSource();
        var sent = Enumerable.Range(0, Commands).Select(async command =>
        {
            fates[command] = await Send(client, command);
            if (Interlocked.Increment(ref answered) == Commands / 5) struck.SetResult();
        }).ToArray();
        await struck.Task;
        await meanwhile();
        UnderWay = Commands - Volatile.Read(ref answered);
        await Task.WhenAll(sent);
    }

    /// <summary>The same commands with the same keys, by a sender who takes "not now" for what it says.</summary>
    public async Task SendAgain(Uri address)
    {
        using var client = Client(address);
        await Parallel.ForEachAsync(Enumerable.Range(0, Commands), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (command, _) =>
        {
            for (var tries = 0; tries < 20; tries++)
            {
                fates[command] = await Send(client, command);
                if (fates[command] == Fate.Accepted || !IsSound(command)) return;
            }
        });
    }

    private async Task<Fate> Send(HttpClient client, int command)
    {
        var body = new { indicator = IsSound(command) ? "1" : "77", achieved = command % 2 == 0, note = IdOf(command), effectiveDate = "2020-09-30" };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/plans/{initiatives[command % initiatives.Count]}/actuals")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Add("Idempotency-Key", IdOf(command));
        try
        {
            using var answer = await client.SendAsync(request);
            return answer.StatusCode switch
            {
                HttpStatusCode.Created or HttpStatusCode.OK => Fate.Accepted,
                HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict => Fate.Refused,
                HttpStatusCode.ServiceUnavailable => Fate.Unknown,
                var other => throw new InvalidOperationException($"{IdOf(command)} was answered with {other}: {await answer.Content.ReadAsStringAsync()}"),
            };
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return Fate.Unknown;
        }
    }

    private HttpClient Client(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
