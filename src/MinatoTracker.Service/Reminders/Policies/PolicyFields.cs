using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders.Policies;

/// <summary>
/// The reminder policy as the fields of a form, of a JSON object or of a command line: lists as -10, -5, -1 or as [-10, -5, -1],
/// days one a line with a word on why behind each.
/// </summary>
internal static partial class PolicyFields
{
    public static Dictionary<string, string?> Write(PolicySettings settings) => new(StringComparer.Ordinal)
    {
        ["offsets"] = string.Join(", ", settings.Offsets.Select(offset => Signed(offset))),
        ["chiefFrom"] = settings.ChiefFrom is { } chief ? Signed(chief) : null,
        ["planningFrom"] = settings.PlanningFrom is { } planning ? Signed(planning) : null,
        ["sendTime"] = settings.SendTime.ToString("HH:mm", CultureInfo.InvariantCulture),
        ["zone"] = settings.Zone,
        ["holidays"] = $"{settings.Holidays}",
        ["yearEnd"] = settings.YearEnd is { } yearEnd ? Text(yearEnd) : null,
        ["closures"] = Text(settings.Closures),
        ["quietDays"] = Text(settings.QuietDays),
        ["digest"] = settings.Digest ? "true" : "false",
        ["perMinute"] = settings.PerMinute?.ToString(CultureInfo.InvariantCulture),
        ["mayLeave"] = string.Join(", ", settings.MayLeave),
    };

    public static PolicySettings Read(Fields fields) => new()
    {
        Offsets = Offsets(fields),
        ChiefFrom = Offset(fields, "chiefFrom"),
        PlanningFrom = Offset(fields, "planningFrom"),
        SendTime = fields.Time("sendTime"),
        Zone = fields.Required("zone"),
        Holidays = fields.RequiredChoice<HolidayCalendar>("holidays"),
        YearEnd = YearEnd(fields),
        Closures = Days(fields, "closures"),
        QuietDays = Days(fields, "quietDays"),
        Digest = Digest(fields),
        PerMinute = fields.WholeNumber("perMinute"),
        MayLeave = Kinds(fields),
    };

    /// <summary>+3, 0, -10</summary>
    public static string Signed(int offset) => offset.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    /// <summary>12-29/1-3</summary>
    public static string Text(YearEndClosure yearEnd) => FormattableString.Invariant($"12-{yearEnd.FromDecember}/1-{yearEnd.ToJanuary}");

    private static string Text(ValueList<NotedDay> days) =>
        string.Join('\n', days.Select(day => FormattableString.Invariant($"{day.Day:yyyy-MM-dd} {day.Note}").TrimEnd()));

    private static ValueList<int> Offsets(Fields fields)
    {
        List<int> offsets = [];
        foreach (var token in Tokens(fields.Required("offsets")))
        {
            if (Number(token) is { } offset) offsets.Add(offset);
            else fields.Refuse("offsets", RefusalCode.NotANumber, token);
        }

        return offsets.ToValueList();
    }

    private static int? Offset(Fields fields, string field)
    {
        if (fields.Text(field) is not { } text) return null;
        if (Number(text) is { } offset) return offset;
        fields.Refuse(field, RefusalCode.NotANumber, text);
        return null;
    }

    private static bool Digest(Fields fields)
    {
        fields.Required("digest");
        return fields.YesOrNo("digest") ?? true;
    }

    private static ValueList<ReminderKind> Kinds(Fields fields)
    {
        List<ReminderKind> kinds = [];
        foreach (var token in Tokens(fields.Text("mayLeave") ?? ""))
        {
            if (char.IsLetter(token[0]) && Enum.TryParse<ReminderKind>(token, out var kind)) kinds.Add(kind);
            else fields.Refuse("mayLeave", RefusalCode.NotAChoice, token);
        }

        return kinds.ToValueList();
    }

    private static YearEndClosure? YearEnd(Fields fields)
    {
        if (fields.Text("yearEnd") is not { } text) return null;
        if (text.StartsWith('{') && FromJson<YearEndClosure>(text) is { } given) return given;
        var match = YearEndPattern().Match(text.Normalize(NormalizationForm.FormKC));
        if (match.Success) return new(int.Parse(match.Groups["from"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["to"].Value, CultureInfo.InvariantCulture));
        fields.Refuse("yearEnd", RefusalCode.NotADate, text);
        return null;
    }

    private static ValueList<NotedDay> Days(Fields fields, string field)
    {
        List<NotedDay> days = [];
        foreach (var line in Lines(fields.Text(field) ?? ""))
        {
            var (day, note) = line.Split([' ', '\t', '　'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
            {
                [var first, var rest] => (first, rest),
                [var first] => (first, null),
                _ => (line, (string?)null),
            };
            if (Fields.DateOf(day) is { } date) days.Add(new(date, note));
            else fields.Refuse(field, RefusalCode.NotADate, day);
        }

        return days.ToValueList();
    }

    // In JSON each day is a text as on a form, or an object as the policy is answered.
    private static IEnumerable<string> Lines(string text)
    {
        if (!text.StartsWith('[')) return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return FromJson<JsonElement[]>(text) is { } given ? given.Select(Line) : [text];
    }

    private static string Line(JsonElement day) => day.ValueKind switch
    {
        JsonValueKind.String => day.GetString()!,
        JsonValueKind.Object when day.TryGetProperty("day", out var date) && date.ValueKind == JsonValueKind.String =>
            $"{date.GetString()} {(day.TryGetProperty("note", out var note) && note.ValueKind == JsonValueKind.String ? note.GetString() : "")}",
        _ => day.GetRawText(),
    };

    private static T? FromJson<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, JsonShapes.Options);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string[] Tokens(string text) =>
        text.Split([',', '、', '，', ' ', '　', '\t', '\r', '\n', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries);

    private static int? Number(string token)
    {
        // A minus sign as word processors write it is none to the parser.
        var plain = token.Normalize(NormalizationForm.FormKC).Replace('\u2212', '-').Trim();
        return int.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^12[-/月](?<from>[0-9]{1,2})日?\D{1,3}1[-/月](?<to>[0-9]{1,2})日?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearEndPattern();
}
