using System.CommandLine;
using System.Globalization;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using Spectre.Console;

namespace MinatoTracker.Service.Reviews;

/// <summary><c>reviews [REVIEW]</c>: how far a plan's reviews are; of one, who has reported what.</summary>
public static class ReviewsCommand
{
    public static Command Build()
    {
        var plan = new PointOptions().Plan;
        Argument<string?> review = new("REVIEW") { Description = CliTexts.Of("ReviewArgument"), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("reviews", CliTexts.Of("Reviews")) { review, plan };
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Answer(session, parsed.GetValue(plan)!, parsed.GetValue(review), parsed.GetValue(CommandLine.Json), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> Answer(Session session, string plan, string? review, bool json, CancellationToken cancellation)
    {
        var reviews = session.Get<ReviewQueries>();
        if (review is null) return List(await reviews.Of(plan, cancellation), json);
        if (await reviews.Find(plan, review, cancellation) is not { } found) return CommandLine.Fail(CliTexts.Of("UnknownReview", plan, review));
        if (json) return CommandLine.PrintJson(found.ForOffice);
        List([found.View], json);
        return found.Board is { } board ? Show(board) : 0;
    }

    private static int List(IReadOnlyList<ReviewView> reviews, bool json)
    {
        if (json) return CommandLine.PrintJson(reviews);
        if (reviews.Count == 0) CommandLine.PrintLine($"{CliTexts.Of("Reviews.None")}");
        foreach (var review in reviews)
        {
            CommandLine.PrintLine($"[bold]{review.Review}[/] {CliTexts.Word(review.Kind)}  {CliTexts.Word(review.Phase)}");
            CommandLine.PrintLine($"  {CliTexts.Of("Reviews.Days", Day(review.CutoffDate), Day(review.SubmissionDeadline), review.PublicationDate is { } day ? Day(day) : "–")}");
            foreach (var baseline in review.Baselines)
            {
                var superseded = baseline.Superseded is { } by ? CliTexts.Of("Reviews.Superseded", by.Reason) : "";
                CommandLine.PrintLine($"  {CliTexts.Of("Reviews.Baseline", baseline.Number, baseline.ContentHash)} {superseded}");
            }
        }

        return 0;
    }

    private static int Show(ReviewBoard board)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in new[] { "Section", "Code", "Initiative", "Reported" }) table.AddColumn(CliTexts.Of($"Column.{column}"));
        foreach (var section in board.Sections)
        {
            foreach (var row in section.Initiatives)
                table.AddRow(Markup.Escape(section.Section ?? "–"), Markup.Escape(row.Code), Markup.Escape(row.Title), CliTexts.Word(row.Status));
        }

        CommandLine.Print(table);
        return 0;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary><c>baseline verify</c>: works the content hash of published versions out anew. Ends with 1 where one does not match.</summary>
public static class BaselineCommand
{
    public static Command Build()
    {
        var plan = new PointOptions().Plan;
        Option<string?> review = new("--review") { Description = CliTexts.Of("ReviewOption") };
        Option<int?> number = new("--number") { Description = CliTexts.Of("NumberOption") };
        var verify = new Command("verify", CliTexts.Of("BaselineVerify")) { plan, review, number };
        verify.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Verify(
                session, parsed.GetValue(plan)!, parsed.GetValue(review), parsed.GetValue(number), parsed.GetValue(CommandLine.Json), cancellation),
            cancellation));
        return new Command("baseline", CliTexts.Of("Baseline")) { verify };
    }

    private static async Task<int> Verify(Session session, string plan, string? review, int? number, bool json, CancellationToken cancellation)
    {
        List<BaselineCheck> checks = [];
        foreach (var record in (await session.Get<ReviewReading>().Of(plan, cancellation)).Where(record => record.Key == (review ?? record.Key)))
            checks.AddRange(await session.Get<Baselines>().Check(record, number, cancellation));
        if (json) CommandLine.PrintJson(checks);
        else if (checks.Count == 0) CommandLine.PrintLine($"{CliTexts.Of("Baseline.None")}");
        else foreach (var check in checks) Print(check);
        return checks.All(check => check.Matches) ? 0 : 1;
    }

    private static void Print(BaselineCheck check)
    {
        CommandLine.PrintLine($"{CliTexts.Of(check.Matches ? "Baseline.Matches" : "Baseline.Differs", $"{check.Plan}/{check.Review}", check.Number)}");
        CommandLine.PrintLine($"  {check.Published}");
        if (!check.Matches) CommandLine.PrintLine($"  {check.Recomputed ?? "–"}");
    }
}
