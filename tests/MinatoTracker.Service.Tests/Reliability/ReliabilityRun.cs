using System.Diagnostics;
using System.Globalization;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Tests.Reliability;

/// <summary>What became of every reminder, and of every copy that the mail server took.</summary>
/// <param name="Copies">Mails taken more than once, in addition to the first time.</param>
/// <param name="Wrong">What must not be, in words; empty when all is well.</param>
public sealed record ReliabilityCount(
    int Due, int Sent, int GivenUp, int Copies, int Killed, int SmtpFaults, TimeSpan Took, IReadOnlyList<string> Wrong)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Due} due: {Sent} sent, {GivenUp} given up. {Killed} processes killed, {SmtpFaults} mails failed by the server, {Copies} sent twice under the same Message-ID, in {Took.TotalSeconds:0} s.")
        + string.Concat(Wrong.Take(20).Select(wrong => $"\nWRONG: {wrong}"));
}

/// <summary>
/// An office on its worst morning: everybody is due, three services run, one after the other is killed and replaced, and the mail
/// server fails every tenth mail.
/// </summary>
public sealed class ReliabilityRun(string postgres, string serviceDll, int people)
{
    private const int Services = 3;
    private const int EveryHowManyIsUnknown = 50;
    private readonly Stopwatch clock = new();

    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(4);

    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the services are told in addition.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public async Task<ReliabilityCount> Run(CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("minato-reliability-").FullName;
        try
        {
            await using var office = await DueOffice.Open(postgres, folder, people, EveryHowManyIsUnknown);
            await using var smtp = new MisbehavingSmtp(faults: 0.1, IsUnknown);
            await using var services = new KilledServices(serviceDll, SettingsFor(smtp, folder));
            clock.Start();
            var killed = await UntilAllIsSettled(office, services, cancellation);
            return Count(await office.Ledger(), smtp, killed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsUnknown(string address) => address.StartsWith("unknown", StringComparison.Ordinal);

    private Dictionary<string, string> SettingsFor(MisbehavingSmtp smtp, string folder) => new(Settings)
    {
        ["MINATO_POSTGRES"] = postgres,
        ["MINATO_SMTP"] = string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{smtp.Port}"),
        ["MINATO_LOCAL"] = folder,
        ["MINATO_REMIND_EVERY"] = "1",
        ["MINATO_SMTP_PATIENCE"] = "3",
        ["MINATO_SMTP_FIRST_PAUSE"] = "1",
        ["MINATO_REMINDER_LEASE"] = "8",
    };

    private async Task<int> UntilAllIsSettled(DueOffice office, KilledServices services, CancellationToken cancellation)
    {
        for (var n = 0; n < Services; n++) services.Start();
        var (killed, settled, settledBefore, nextKill) = (0, 0, 0, KillEvery);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (settled < people && clock.Elapsed < Patience && await look.WaitForNextTickAsync(cancellation))
        {
            services.DemandAllRun();
            settled = Settled(await office.Ledger());
            // On a slow machine none would ever be up if they were killed by the clock alone.
            if (clock.Elapsed < nextKill || settled == settledBefore) continue;
            await services.KillOne();
            services.Start();
            (killed, settledBefore, nextKill) = (killed + 1, settled, clock.Elapsed + KillEvery);
        }

        if (settled < people) throw new TimeoutException($"After {Patience} {settled} of {people} are settled:\n{string.Join('\n', services.LastWords)}");
        return killed;
    }

    private static int Settled(IReadOnlyList<ReminderEvent> ledger) =>
        ReminderLedger.Fold(ledger).Entries.Values.Count(entry => entry.WasSent || entry.Status is ReminderStatus.GivenUp or ReminderStatus.Skipped);

    private ReliabilityCount Count(IReadOnlyList<ReminderEvent> ledger, MisbehavingSmtp smtp, int killed)
    {
        List<string> wrong = [];
        var sent = ledger.OfType<ReminderSent>().ToList();
        var givenUp = ledger.OfType<ReminderFailed>().Where(e => e.NextAttempt is null).Select(e => e.Person).ToHashSet();
        wrong.AddRange(sent.GroupBy(e => e.Person).Where(same => same.Count() > 1).Select(same => $"{same.Key} is recorded as sent {same.Count()} times."));
        wrong.AddRange(sent.Where(e => givenUp.Contains(e.Person)).Select(e => $"{e.Person} is both sent and given up."));
        wrong.AddRange(People().Except(sent.Select(e => e.Person)).Except(givenUp).Select(lost => $"{lost} is lost: neither sent nor given up."));

        var taken = smtp.Taken.GroupBy(mail => PersonAt(mail.To)).ToDictionary(mails => mails.Key, mails => mails.ToList());
        foreach (var e in sent)
        {
            if (!taken.TryGetValue(e.Person, out var mails)) wrong.Add($"{e.Person} is recorded as sent, and no server took a mail.");
            else if (mails.Any(mail => mail.MessageId != e.MessageId)) wrong.Add($"{e.Person} got {string.Join(" and ", mails.Select(mail => mail.MessageId))}; recorded is {e.MessageId}.");
        }

        wrong.AddRange(taken.Keys.Except(sent.Select(e => e.Person)).Select(person => $"{person} got a mail that is not recorded."));
        var copies = taken.Values.Sum(mails => mails.Count - 1);
        if (copies > killed * ReminderRun.Workers) wrong.Add($"{copies} copies are more than {killed} killed processes can have had on their way.");
        return new(people, sent.Count, givenUp.Count, copies, killed, smtp.Failed, clock.Elapsed, wrong);
    }

    private IEnumerable<string> People() => Enumerable.Range(1, people).Select(n => $"p-{n}");

    private static string PersonAt(string address) => "p-" + address.Split('@')[0].TrimStart([.. "unknowstaff"]);
}
