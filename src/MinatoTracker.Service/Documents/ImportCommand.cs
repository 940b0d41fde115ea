using System.CommandLine;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Documents;

/// <summary><c>import FILE --plan minato-2020</c></summary>
public static class ImportCommand
{
    public static Command Build()
    {
        Argument<string> file = new("FILE") { Description = CliTexts.Of("ImportFile") };
        Option<string> plan = new("--plan") { Description = CliTexts.Of("PlanOption"), Required = true };
        Option<int?> fiscalYear = new("--fiscal-year") { Description = CliTexts.Of("FiscalYearOption") };
        Option<string> by = new("--by") { Description = CliTexts.Of("ByOption"), DefaultValueFactory = _ => PeopleDirectory.Operator };
        var command = new Command("import", CliTexts.Of("Import")) { file, plan, fiscalYear, by };
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Import(session, parsed.GetValue(file)!, parsed.GetValue(plan)!, parsed.GetValue(fiscalYear),
                parsed.GetValue(by)!, parsed.GetValue(CommandLine.Json), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> Import(
        Session session, string file, string plan, int? fiscalYear, string by, bool json, CancellationToken cancellation)
    {
        if (!PlanKey.IsValid(plan)) return CommandLine.Fail(CliTexts.Of("PlanKeyInvalid", plan));
        if (!File.Exists(file)) return CommandLine.Fail(CliTexts.Of("NoSuchFile", file));
        var read = PlanDocumentFile.Read(await File.ReadAllTextAsync(file, cancellation));
        if (!read.IsRead) return CommandLine.Fail(CliTexts.Of("NotADocument", file, Words(read.Problem)));
        var document = read.Document;
        if (fiscalYear is { } wanted && wanted != document.FiscalYear)
            return CommandLine.Fail(CliTexts.Of("OtherFiscalYear", wanted, document.FiscalYear));

        var report = await session.Get<PlanImport>().Import(plan, document, by, cancellation: cancellation);
        return json ? CommandLine.PrintJson(ImportAnswer.Of(report)) : Print(report);
    }

    private static string Words(ReadProblem problem)
    {
        var place = problem switch
        {
            { Path: { } path } => $" ({path})",
            { Line: { } line } => " " + CliTexts.Of("AtLine", line),
            _ => "",
        };
        return $"{CliTexts.Of($"ReadProblem.{problem.Code}")}{place} {problem.Detail}".TrimEnd();
    }

    private static int Print(ImportReport report)
    {
        CommandLine.PrintLine($"{CliTexts.Of("Imported", report.Plan, report.Issues, report.Strategies, report.Initiatives, report.ReformPlanRows)}");
        CommandLine.PrintLine($"{(report.EventsRecorded == 0 ? CliTexts.Of("NothingNew") : CliTexts.Of("EventsRecorded", report.EventsRecorded))}");
        foreach (var (code, warning) in report.Warnings)
            CommandLine.PrintLine($"[yellow]{code}[/]  {CliTexts.Of($"Warning.{warning.Code}")} {warning.Detail}");
        foreach (var (code, indicator) in report.Differences)
            CommandLine.PrintLine($"[yellow]{code}[/]  {CliTexts.Of("DiffersFromLog", indicator)}");
        foreach (var (code, refusal) in report.Refusals)
            CommandLine.PrintLine($"[red]{code}[/]  {refusal.Field}: {refusal.Code} {refusal.Detail}");
        return report.Refusals.Count == 0 ? 0 : CommandLine.Fail(CliTexts.Of("NothingStored"));
    }
}
