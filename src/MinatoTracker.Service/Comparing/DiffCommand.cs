using System.CommandLine;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using Spectre.Console;

namespace MinatoTracker.Service.Comparing;

/// <summary><c>diff --from 2020-04-01 --to 2020-10-31</c>: what differs, field by field.</summary>
public static class DiffCommand
{
    private static readonly string[] Sides = ["from", "fromKnownAt", "to", "toKnownAt"];

    public static Command Build()
    {
        var plan = new PointOptions().Plan;
        var points = Sides.ToDictionary(side => side, side => new Option<string?>(OptionName(side)) { Description = CliTexts.Of($"Diff.{side}") });
        var command = new Command("diff", CliTexts.Of("Diff")) { plan };
        foreach (var option in points.Values) command.Add(option);
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Diff(session, parsed.GetValue(plan)!, side => parsed.GetValue(points[side]), parsed.GetValue(CommandLine.Json), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> Diff(Session session, string plan, Func<string, string?> text, bool json, CancellationToken cancellation)
    {
        var (settings, time, plans) = (session.Get<TrackerSettings>(), session.Get<TimeProvider>(), session.Get<PlanQueries>());
        var (from, to) = (ComparingApi.Point(text, "from", settings, time), ComparingApi.Point(text, "to", settings, time));
        if (from.Misread.Concat(to.Misread).FirstOrDefault() is { } misread) return CommandLine.Fail(CliTexts.Of("NotADate", misread.Detail));

        var (before, after) = (await plans.Snapshot(plan, from.At, cancellation), await plans.Snapshot(plan, to.At, cancellation));
        if (before is null && after is null) return CommandLine.Fail(CliTexts.Of("UnknownPlan", plan));
        var diff = PlanDiff.Between(plan, from.At, before, to.At, after);
        return json ? CommandLine.PrintJson(diff) : Print(diff);
    }

    private static int Print(PlanDiff diff)
    {
        if (diff.Changes.Count == 0) CommandLine.PrintLine($"{CliTexts.Of("Diff.Same")}");
        foreach (var row in diff.Changes)
        {
            CommandLine.PrintLine($"[bold]{row.Code}[/] {row.Title}  {CliTexts.Of($"Diff.{row.Kind}")}");
            foreach (var field in row.Fields)
            {
                CommandLine.PrintLine($"  {field.Field}");
                CommandLine.PrintLine($"    - {field.Before}");
                CommandLine.PrintLine($"    + {field.After}");
                foreach (var cause in field.Events)
                    CommandLine.PrintLine($"      {CliTexts.Of("Diff.Cause", cause.Type, $"{cause.EffectiveDate:yyyy-MM-dd}", cause.By)}");
            }
        }

        return 0;
    }

    // fromKnownAt becomes --from-known-at.
    private static string OptionName(string side) =>
        "--" + string.Concat(side.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
