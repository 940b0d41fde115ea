using System.CommandLine;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using Spectre.Console;

namespace MinatoTracker.Service.Targets;

/// <summary><c>why 3-3-6</c>: what the target was, what it is, who changed it, when and for what reason.</summary>
public static class WhyCommand
{
    public static Command Build()
    {
        var point = new PointOptions();
        Argument<string> code = new("CODE") { Description = CliTexts.Of("CodeArgument") };
        var command = new Command("why", CliTexts.Of("Why")) { code, point.Plan, point.AsOf, point.KnownAt };
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Why(session, parsed.GetValue(point.Plan)!, parsed.GetValue(code)!, point.Read(parsed, session),
                parsed.GetValue(CommandLine.Json), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> Why(
        Session session, string plan, string code, PointInTimeQuery query, bool json, CancellationToken cancellation)
    {
        if (query.Misread.Count > 0) return CommandLine.Fail(CliTexts.Of("NotADate", query.Misread[0].Detail));
        if (await session.Get<InitiativeQueries>().Record(plan, code, query.At, cancellation) is not { } record)
            return CommandLine.Fail(CliTexts.Of("UnknownInitiative", plan, code));
        var answer = new TargetHistoryAnswer(plan, code, query.At.AsOf, query.At.KnownAt, record.TargetHistory);
        if (json) return CommandLine.PrintJson(answer);

        var zone = session.Get<TrackerSettings>().Zone;
        var people = answer.Indicators.SelectMany(indicator => indicator.Revisions).SelectMany(step => new[] { step.By, step.ProposedBy }).OfType<string>();
        var names = await session.Get<PeopleDirectory>().Names(people, cancellation);
        foreach (var indicator in answer.Indicators) Print(code, indicator, names, zone);
        return 0;
    }

    private static void Print(string code, IndicatorHistory indicator, IReadOnlyDictionary<string, string> names, TimeZoneInfo zone)
    {
        CommandLine.PrintLine($"[bold]{code}[/] {indicator.Name}");
        var grid = new Grid().AddColumn().AddColumn();
        void Row(string label, string? text)
        {
            if (text is not null) grid.AddRow("  " + CliTexts.Of(label), Markup.Escape(text));
        }

        if (indicator.Original is { } original && indicator.Revisions.Count == 0) Row("NeverRevised", original.Target.Text);
        foreach (var step in indicator.Revisions)
        {
            Row("OldTarget", $"{step.OldIndicatorName}: {step.OldTarget.Text}");
            Row("NewTarget", $"{step.NewIndicatorName ?? step.OldIndicatorName}: {step.NewTarget.Text}");
            Row("Kind", CliTexts.Of($"RevisionKind.{step.Kind}"));
            Row("Reason", $"{CliTexts.Of($"ReasonCode.{step.ReasonCode}")}: {step.Reason}");
            Row("EffectiveDate", $"{step.EffectiveDate:yyyy-MM-dd}");
            Row("RecordedAt", $"{TimeZoneInfo.ConvertTime(step.RecordedAt, zone):yyyy-MM-dd HH:mm:ss zzz}");
            Row("By", names[step.By]);
            Row("ProposedBy", step.ProposedBy is { } proposer ? names[proposer] : null);
            Row("Publication", step.Publication is { } paper ? $"{paper.Title} ({paper.PublishedOn})" : null);
        }

        CommandLine.Print(grid);
    }
}
