using System.CommandLine;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using Spectre.Console;

namespace MinatoTracker.Service.Plans;

/// <summary><c>show [CODE] --plan minato-2020</c>: the plan, or one initiative of it.</summary>
public static class ShowCommand
{
    public static Command Build()
    {
        var point = new PointOptions();
        Argument<string?> code = new("CODE") { Description = CliTexts.Of("CodeArgument"), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", CliTexts.Of("Show")) { code, point.Plan, point.AsOf, point.KnownAt };
        command.SetAction((parsed, cancellation) => point.Ask(
            parsed, (_, plan) => Task.FromResult(Show(plan, parsed.GetValue(code), parsed.GetValue(CommandLine.Json))), cancellation));
        return command;
    }

    private static int Show(PlanView plan, string? code, bool json)
    {
        if (code is null) return json ? CommandLine.PrintJson(plan) : Print(plan);
        if (plan.AllInitiatives().FirstOrDefault(row => row.Code == code) is not { } row)
            return CommandLine.Fail(CliTexts.Of("UnknownInitiative", plan.Plan, code));
        return json ? CommandLine.PrintJson(row) : Print(row);
    }

    /// <summary>One line an initiative.</summary>
    internal static int Print(PlanView plan)
    {
        var table = new Table().Title($"{Markup.Escape(plan.Title)}  {plan.AsOf:yyyy-MM-dd}").Border(TableBorder.Rounded);
        foreach (var column in new[] { "Code", "Initiative", "Target", "Actual", "Status" }) table.AddColumn(CliTexts.Of($"Column.{column}"));
        foreach (var row in plan.AllInitiatives())
        {
            table.AddRow(
                Markup.Escape(row.Code),
                Markup.Escape(row.Title),
                Markup.Escape(string.Join("\n", row.Indicators.Select(i => i.Target.Text + (i.Revised ? $" {CliTexts.Of("Revised")}" : "")))),
                Markup.Escape(string.Join("\n", row.Indicators.Select(ActualOf))),
                Markup.Escape(StatusOf(row)));
        }

        CommandLine.Print(table);
        return 0;
    }

    private static int Print(InitiativeView row)
    {
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow(Markup.Escape(row.Code), Markup.Escape(row.Title));
        if (row.OwningSection is { } section) grid.AddRow(CliTexts.Of("Section"), Markup.Escape(section));
        foreach (var indicator in row.Indicators)
        {
            grid.AddRow(CliTexts.Of("Indicator", indicator.Id), Markup.Escape(indicator.Name));
            grid.AddRow(CliTexts.Of("Column.Target"), Markup.Escape(indicator.Target.Text));
            if (indicator.Revised) grid.AddRow(CliTexts.Of("OriginalTarget"), Markup.Escape(indicator.OriginalTarget.Text));
            grid.AddRow(CliTexts.Of("Column.Actual"), Markup.Escape($"{ActualOf(indicator)} {CliTexts.Word(indicator.Evaluation)}"));
        }

        foreach (var activity in row.ActivityRecords) grid.AddRow(CliTexts.Of("Activity"), Markup.Escape(activity));
        grid.AddRow(CliTexts.Of("Column.Status"), Markup.Escape(StatusOf(row)));
        if (row.Narrative is { } narrative) grid.AddRow(CliTexts.Of("Narrative"), Markup.Escape(narrative));
        foreach (var warning in row.Warnings)
            grid.AddRow(CliTexts.Of("WarningLabel"), Markup.Escape($"{CliTexts.Word(warning.Code)} {warning.Detail}"));
        CommandLine.Print(grid);
        return 0;
    }

    private static string ActualOf(IndicatorView indicator) =>
        indicator.Actual is { } actual ? $"{actual.Value}{(actual.Value is null ? actual.Note : indicator.Target.Unit)}" : "–";

    private static string StatusOf(InitiativeView row) => row switch
    {
        { AttainmentOutlook: { } outlook, ProgressStatus: { } progress } => $"{CliTexts.Word(outlook)} × {CliTexts.Word(progress)}",
        { AttainmentOutlook: { } outlook } => CliTexts.Word(outlook),
        _ => "–",
    };
}

/// <summary><c>snapshot --as-of 2020-08-31</c>: the whole plan on that day, as the API answers it.</summary>
public static class SnapshotCommand
{
    public static Command Build()
    {
        var point = new PointOptions();
        var command = new Command("snapshot", CliTexts.Of("Snapshot")) { point.Plan, point.AsOf, point.KnownAt };
        command.SetAction((parsed, cancellation) => point.Ask(
            parsed, (_, plan) => Task.FromResult(parsed.GetValue(CommandLine.Json) ? CommandLine.PrintJson(plan) : ShowCommand.Print(plan)), cancellation));
        return command;
    }
}
