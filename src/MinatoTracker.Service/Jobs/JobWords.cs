using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using MinatoTracker.EventLog.Doctor;

namespace MinatoTracker.Service.Jobs;

/// <summary>What jobs are called and what their runs say, in the language that is spoken at the moment.</summary>
public static class JobWords
{
    private static readonly ResourceManager Texts = new("MinatoTracker.Service.Resources.JobsTexts", typeof(JobWords).Assembly);

    public static string Of(string name, params ReadOnlySpan<object?> values) => In(CultureInfo.CurrentUICulture, name, values);

    /// <summary>In a language that is named: a mail is not written in the language of whoever runs the job.</summary>
    public static string In(CultureInfo language, string name, params ReadOnlySpan<object?> values) => string.Format(
        language, Texts.GetString(name, language) ?? throw new MissingManifestResourceException($"There is no text {name}."), values);

    /// <summary>A job that is no more is shown by its name.</summary>
    public static string Title(string job) => Find($"Job.{job}") ?? job;

    public static string About(string job) => Find($"Job.{job}.About") ?? "";

    /// <summary>What a program of another version wrote down stands as it is.</summary>
    public static string Of(JobNote note) => Find($"Note.{note.Text}") is { } text
        ? string.Format(CultureInfo.CurrentCulture, text, [.. note.Values])
        : string.Join(' ', note.Values.Prepend(note.Text));

    public static string Of(JobSchedule schedule) => schedule switch
    {
        EveryInterval every => Of("Schedule.Every", every.Interval.TotalMinutes),
        AtLocalTime { On: { } day } weekly => Of("Schedule.Weekly", weekly.At.ToString("HH:mm", CultureInfo.InvariantCulture), CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day)),
        AtLocalTime daily => Of("Schedule.Daily", daily.At.ToString("HH:mm", CultureInfo.InvariantCulture)),
        _ => $"{schedule}",
    };

    private static string? Find(string name) => Texts.GetString(name, CultureInfo.CurrentUICulture);
}

/// <summary>What the doctor finds, for an operator who reads Japanese. English is the language that it speaks by itself.</summary>
public static partial class FindingWords
{
    private static readonly ResourceManager Texts = new("MinatoTracker.Service.Resources.FindingsTexts", typeof(FindingWords).Assembly);

    public static string Of(Finding finding) => In(CultureInfo.CurrentUICulture, finding);

    public static string In(CultureInfo language, Finding finding) =>
        language.TwoLetterISOLanguageName != "en" && Texts.GetString(finding.Code, CultureInfo.InvariantCulture) is { } text
            ? Place().Replace(text, place => finding.Data.TryGetProperty(place.Groups[1].ValueSpan, out var value) ? value.ToString() : "?")
            : finding.Message;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
