using System.Globalization;
using Microsoft.Extensions.Localization;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Site;

/// <summary>The domain's values in the words of the language that is spoken at the moment.</summary>
public sealed class Words(IStringLocalizer<WordsTexts> texts, TrackerSettings settings)
{
    public static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>A status, kind, reason or any other choice: looked up as Type.Member.</summary>
    public string Of(Enum choice) => texts[$"{choice.GetType().Name}.{choice}"];

    public string Of(Refusal refusal) => texts[$"RefusalCode.{refusal.Code}", Detail(refusal)];

    public string Of(Warning warning) => warning.Detail is { Length: > 0 } detail
        ? texts["Warning.WithDetail", Of(warning.Code), detail]
        : Of(warning.Code);

    // A refusal carries days as programs write them; people read them as everywhere else.
    private string Detail(Refusal refusal) => refusal switch
    {
        { Code: RefusalCode.OutsideFiscalYear } when int.TryParse(refusal.Detail, CultureInfo.InvariantCulture, out var year) => FiscalYear(year),
        _ when DateOnly.TryParseExact(refusal.Detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Day(day),
        _ => refusal.Detail ?? "",
    };

    /// <summary>令和2年10月1日 or 1 October 2020.</summary>
    public string Day(DateOnly day) => IsJapanese ? EraText.Format(day) : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>On the office's clock, to the minute.</summary>
    public string Time(DateTimeOffset time)
    {
        var here = TimeZoneInfo.ConvertTime(time, settings.Zone);
        return texts["Time", Day(DateOnly.FromDateTime(here.DateTime)), here.ToString("H:mm", CultureInfo.InvariantCulture)];
    }

    public static string IsoDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string FiscalYear(int year) => IsJapanese ? EraText.Format(new FiscalYear(year)) : texts["FiscalYear", year];

    /// <summary>In Japanese as published; elsewhere worked out from its parts, where it has any.</summary>
    public string Shown(Target target) => IsJapanese ? target.Text : Describe(target);

    public string Describe(Target target) => TargetWords.Describe(texts, target);

    public string Describe(Actual actual, string? unit) => TargetWords.Describe(texts, actual, unit);

    public string Describe(Publication publication) => texts["Publication", publication.Title, publication.PublishedOn];
}
