using System.CommandLine;
using System.Globalization;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Site;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary><c>remind log</c>: what was sent, what was not and why, for any person, section, review and day.</summary>
internal static class LogCommand
{
    private static readonly string[] Asked = ["review", "person", "section", "on", "status", "page"];

    public static Command Build()
    {
        var options = Asked.ToDictionary(name => name, name => new Option<string?>($"--{name}") { Description = LedgerWords.Of($"Cli.{name}") });
        var command = new Command("log", LedgerWords.Of("Cli.Log"));
        foreach (var option in options.Values) command.Add(option);
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Show(session, LedgerQuery.Read(name => options.TryGetValue(name, out var option) ? parsed.GetValue(option) : null), parsed.GetValue(CommandLine.Json), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> Show(Session session, LedgerQuery query, bool json, CancellationToken cancellation)
    {
        foreach (var refusal in query.Misread) CommandLine.Fail($"--{refusal.Field}: {Policies.PolicyWords.Of(refusal)}");
        if (query.Misread.Count > 0) return 1;
        if (query.Person is { } person && !await session.Get<LedgerQueries>().Knows(person, cancellation)) return CommandLine.Fail(LedgerWords.Of("Cli.UnknownPerson", person));
        var answer = await session.Get<LedgerQueries>().Ask(query, cancellation);
        if (json) return CommandLine.PrintJson(answer);
        var zone = session.Get<TrackerSettings>().Zone;
        string Here(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        foreach (var row in answer.Rows)
        {
            string[] cells =
            [
                Here(row.Reminder.At), row.Reminder.Name, $"{row.Plan}/{row.Review}", LedgerWords.Occasion(row.Reminder.Occasion),
                ReminderWords.Of(row.Reminder.Status), LedgerWords.Why(row.Reminder, Here), string.Join(' ', row.Reminder.Initiatives),
            ];
            CommandLine.PrintLine($"{string.Join('\t', cells)}");
        }

        if (answer.Silence is { } silence) CommandLine.PrintLine($"{LedgerWords.Of(silence, Words.IsoDay)}");
        foreach (var silent in answer.Silent)
            CommandLine.PrintLine($"{silent.Name}\t{LedgerWords.Of(silent.Silence, Words.IsoDay)}{(silent.RecordedAt is { } at ? $" ({Here(at)})" : "")}");
        if (answer.Rows.Count == 0 && query.On is null) CommandLine.PrintLine($"{LedgerWords.Of("None")}");
        if (answer.Pages > 1) CommandLine.PrintLine($"{LedgerWords.Of("Pages", answer.Page, answer.Pages, answer.Total)}");
        return 0;
    }
}
