using System.CommandLine;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Policies;

/// <summary><c>remind policy</c>: shows the reminder policy of a day, or changes what is given.</summary>
internal static class PolicyCommand
{
    // Option and field: --send-time sets sendTime.
    private static readonly string[] Given =
    [
        "offsets", "chiefFrom", "planningFrom", "sendTime", "zone", "holidays", "yearEnd", "closures", "quietDays", "digest", "perMinute", "mayLeave",
    ];

    public static Command Build()
    {
        Option<string?> on = new("--on") { Description = PolicyWords.Of("Cli.On") };
        Option<string?> reason = new("--reason") { Description = PolicyWords.Of("Cli.Reason") };
        Option<string?> from = new("--from") { Description = PolicyWords.Of("Cli.From") };
        var given = Given.ToDictionary(field => field, field => new Option<string?>(Dashed(field)) { Description = PolicyWords.Of($"Field.{field}") });
        var command = new Command("policy", PolicyWords.Of("Cli.Policy")) { on, reason, from };
        foreach (var option in given.Values) command.Add(option);
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session =>
            {
                var changes = given.Where(field => parsed.GetValue(field.Value) is not null).ToDictionary(field => field.Key, field => parsed.GetValue(field.Value));
                var json = parsed.GetValue(CommandLine.Json);
                if (changes.Count > 0) return Change(session, changes, parsed.GetValue(reason), parsed.GetValue(from), json, cancellation);
                // Who gives a reason means to change something.
                return parsed.GetValue(reason) is null && parsed.GetValue(from) is null
                    ? Show(session, parsed.GetValue(on), json, cancellation)
                    : Task.FromResult(CommandLine.Fail(PolicyWords.Of("Cli.NothingGiven")));
            },
            cancellation));
        return command;
    }

    private static async Task<int> Show(Session session, string? on, bool json, CancellationToken cancellation)
    {
        var desk = session.Get<PolicyDesk>();
        var day = desk.Today;
        if (on is not null && Fields.DateOf(on) is not { } asked) return CommandLine.Fail(ReminderWords.Of("Cli.NotADate", on));
        if (on is not null) day = Fields.DateOf(on)!.Value;
        var answer = PolicyAnswer.Of(await desk.Read(cancellation), day);
        if (json) return CommandLine.PrintJson(answer);
        foreach (var (field, text) in PolicyFields.Write(answer.Policy))
            CommandLine.PrintLine($"{PolicyWords.Of($"Field.{field}")}: {text?.Replace("\n", ", ", StringComparison.Ordinal) ?? PolicyWords.Of("None")}");
        return 0;
    }

    // What is not given stays as it is; an empty text takes a value away.
    private static async Task<int> Change(
        Session session, Dictionary<string, string?> changes, string? reason, string? from, bool json, CancellationToken cancellation)
    {
        var desk = session.Get<PolicyDesk>();
        var facts = await desk.Read(cancellation);
        var texts = PolicyFields.Write(facts.Register.On(from is not null ? Fields.DateOf(from) ?? desk.Today : desk.Today));
        foreach (var (field, text) in changes) texts[field] = text;
        (texts["reason"], texts["effectiveDate"]) = (reason, from);
        var outcome = await desk.Change(PeopleDirectory.Operator, new Fields(texts.GetValueOrDefault), facts.Version, cancellation);
        foreach (var refusal in outcome.Decision.Refusals)
            CommandLine.Fail($"{PolicyWords.Of($"Field.{refusal.Field}")}: {PolicyWords.Of(refusal)}");
        if (outcome.Decision.IsRefused) return 1;
        if (json) return CommandLine.PrintJson(PolicyAnswer.Of(await desk.Read(cancellation), from is null ? desk.Today : Fields.DateOf(from)!.Value));
        CommandLine.PrintLine($"{PolicyWords.Of(outcome.RecordedAt is null ? "Cli.NothingChanged" : "Cli.Changed")}");
        return 0;
    }

    private static string Dashed(string field) => "--" + string.Concat(field.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
