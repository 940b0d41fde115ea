using System.CommandLine;
using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reminders.Ledger;
using MinatoTracker.Service.Reminders.Policies;

namespace MinatoTracker.Service.Reminders;

/// <summary><c>remind</c>: sends what is due, or shows who would get what on a day.</summary>
public static class RemindCommand
{
    public static Command Build()
    {
        Option<bool> dryRun = new("--dry-run") { Description = ReminderWords.Of("Cli.DryRun") };
        Option<string?> on = new("--on") { Description = ReminderWords.Of("Cli.On") };
        var command = new Command("remind", ReminderWords.Of("Cli.Remind")) { dryRun, on };
        command.Add(PolicyCommand.Build());
        command.Add(LogCommand.Build());
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Remind(session, parsed.GetValue(dryRun), parsed.GetValue(on), parsed.GetValue(CommandLine.Json), cancellation), cancellation));
        return command;
    }

    private static async Task<int> Remind(Session session, bool dryRun, string? on, bool json, CancellationToken cancellation)
    {
        if (on is not null && !dryRun) return CommandLine.Fail(ReminderWords.Of("Cli.OnNeedsDryRun"));
        var run = session.Get<ReminderRun>();
        if (!dryRun) return Print(await run.RunOnce(cancellation), json);
        var day = on is null ? session.Get<TrackerSettings>().Today(session.Get<TimeProvider>()) : Fields.DateOf(on);
        if (day is not { } asked) return CommandLine.Fail(ReminderWords.Of("Cli.NotADate", on));
        return Print(await session.Get<DryRuns>().On(asked, cancellation), json);
    }

    private static int Print(RunReport report, bool json)
    {
        if (json) return CommandLine.PrintJson(report);
        CommandLine.PrintLine($"{ReminderWords.Of("Cli.Done", report.Sent, report.Skipped, report.Failed)}");
        if (report.Unheard.Count > 0) CommandLine.PrintLine($"{ReminderWords.Of("Cli.Unheard", string.Join(", ", report.Unheard))}");
        return report.Failed == 0 ? 0 : 1;
    }

    private static int Print(DryRun dry, bool json)
    {
        if (json) return CommandLine.PrintJson(DryRunAnswer.Of(dry));
        if (dry.Letters.Count == 0) CommandLine.PrintLine($"{ReminderWords.Of("Cli.NothingDue", $"{dry.On:yyyy-MM-dd}")}");
        if (dry.Silence is { } silence) CommandLine.PrintLine($"{LedgerWords.Of(silence, Site.Words.IsoDay)}");
        foreach (var skipped in dry.Skipped) CommandLine.PrintLine($"{ReminderWords.Of("Cli.Skipped", skipped.Name, ReminderWords.Of(skipped.Reason))}");
        foreach (var letter in dry.Letters)
            CommandLine.PrintLine($"{ReminderWords.Of("Cli.Preview", letter.Mail.To.Name, letter.Mail.Subject, letter.Parts.Sum(part => part.Reminder.Missing.Count))}");
        return 0;
    }
}

/// <summary>A letter that would be sent.</summary>
public sealed record PreviewedLetter(string Person, string Name, string? Address, string Subject, string MessageId, ValueList<PreviewedPart> Parts)
{
    public static PreviewedLetter Of(Letter letter) => new(
        letter.Person, letter.Mail.To.Name, letter.Mail.To.Address is { Length: > 0 } address ? address : null,
        letter.Mail.Subject, letter.MessageId,
        letter.Parts.Select(part => new PreviewedPart(
            part.Scene.Plan, part.Scene.Key, part.Reminder.Key.Occasion, part.Reminder.Deadline, part.Reminder.Missing)).ToValueList());
}

public sealed record PreviewedPart(string Plan, string Review, int Occasion, DateOnly Deadline, ValueList<string> Initiatives);
