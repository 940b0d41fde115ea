using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>Writes the summary.</summary>
public sealed class SummaryLetter(TrackerSettings settings)
{
    internal static string Subject(WeeklySummary summary) =>
        Text("Subject", Day(summary.Since), summary.Changed.Sum(plan => plan.Rows.Count), summary.Reviews.Sum(Missing));

    internal JobLetter To(Person person, WeeklySummary summary) =>
        new(JobWords.In(JobLetter.Language, "Letter.Greeting", person.Name), [.. Parts(summary)], Text("Footer"), settings.PublicUrl);

    private IEnumerable<NoticePart> Parts(WeeklySummary summary)
    {
        foreach (var plan in summary.Changed)
        {
            var compare = $"/plans/{Escape(plan.Plan.Plan)}/compare?from={Iso(summary.Since)}&fromKnownAt={Escape(plan.Known.ToString("O", CultureInfo.InvariantCulture))}&to={Iso(summary.Today)}";
            yield return new(
                Text("Changed", plan.Plan.Title, plan.Rows.Count, Day(summary.Since)),
                [.. plan.Rows.Select(row => new NoticeItem(Text($"Row.{row.Kind}", row.Code, row.Title, row.Fields.Count), Initiative(plan.Plan.Plan, row.Code)))],
                new(Text("Compare"), compare));
        }

        if (summary.Changed.Count == 0) yield return new(Text("NothingChanged", Day(summary.Since)), [], null);
        foreach (var review in summary.Reviews) foreach (var part in Of(review)) yield return part;
        if (summary.Stale.Count > 0)
        {
            yield return new(
                Text("Stale", settings.StaleDays, summary.Stale.Count),
                [.. summary.Stale.Select(figure => new NoticeItem(
                    Text("StaleRow", figure.Code, figure.Title, figure.OwningSection ?? Text("NoSection"), figure.Days), Initiative(figure.Plan, figure.Code)))],
                new(Text("All"), "/stale-figures"));
        }
    }

    private static IEnumerable<NoticePart> Of(ReviewState review)
    {
        var (name, board) = (ReminderWords.In(JobLetter.Language, $"ReviewKind.{review.Kind}"), $"/plans/{Escape(review.Plan)}/reviews/{Escape(review.Key)}");
        yield return Missing(review) == 0
            ? new(Text("AllReported", name, Day(review.Deadline)), [], null)
            : new(
                Text("Missing", name, Missing(review), Day(review.Deadline)),
                [.. review.Missing.Select(section => new NoticeItem(
                    Text("MissingRow", section.Section ?? Text("NoSection"), section.Initiatives.Count, string.Join(", ", section.Initiatives.Select(initiative => initiative.Code)))))],
                new(Text("Board"), board));
        if (review.Troubled.Count > 0)
        {
            yield return new(
                Text("Troubled", name, review.Troubled.Count),
                [.. review.Troubled.Select(row => new NoticeItem(
                    Text("TroubledRow", row.Name, ReminderWords.In(JobLetter.Language, $"ReminderRowStatus.{row.Status}"), row.Fault is { } fault ? ReminderWords.In(JobLetter.Language, $"DeliveryFault.{fault}") : "")))],
                new(Text("Reminders"), $"{board}/reminders"));
        }
    }

    private static int Missing(ReviewState review) => review.Missing.Sum(section => section.Initiatives.Count);

    private static string Initiative(string plan, string code) => $"/plans/{Escape(plan)}/initiatives/{Escape(code)}";

    private static string Day(DateOnly day) => EraText.Format(day);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Text(string name, params ReadOnlySpan<object?> values) => JobWords.In(JobLetter.Language, $"Summary.{name}", values);
}
