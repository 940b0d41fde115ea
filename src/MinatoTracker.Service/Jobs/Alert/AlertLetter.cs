using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>Writes what the check found wrong.</summary>
public sealed class AlertLetter(TrackerSettings settings)
{
    internal static string Subject(Damage damage) => Text("Subject", damage.Findings.Count);

    internal JobLetter To(Person person, Damage damage) => new(
        JobWords.In(JobLetter.Language, "Letter.Greeting", person.Name),
        [
            new(
                Text("Found", $"{EraText.Format(damage.CheckedOn)} {damage.CheckedAt.ToString("HH:mm", CultureInfo.InvariantCulture)}", damage.Findings.Count),
                [.. damage.Findings.Select(finding => new NoticeItem(Text("Item", finding.Code, FindingWords.In(JobLetter.Language, finding))))],
                new(Text("Jobs"), "/jobs")),
        ],
        Text("Footer"), settings.PublicUrl);

    private static string Text(string name, params ReadOnlySpan<object?> values) => JobWords.In(JobLetter.Language, $"Alert.{name}", values);
}
