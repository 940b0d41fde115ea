using System.Globalization;
using System.Text;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Service.Hosting;

/// <summary>
/// Reads the fields of a form or of a JSON object as people write them, and keeps every misread one,
/// so that a person hears of all of them at once.
/// </summary>
/// <param name="text">A field's text by its name; null where it is missing.</param>
public sealed class Fields(Func<string, string?> text)
{
    private readonly List<Refusal> misread = [];

    public ValueList<Refusal> Misread => misread.ToValueList();

    /// <summary>Trimmed; null for none.</summary>
    public string? Text(string field) => text(field)?.Trim() is { Length: > 0 } value ? value : null;

    public string Required(string field)
    {
        if (Text(field) is { } value) return value;
        misread.Add(new(field, RefusalCode.Required));
        return "";
    }

    /// <summary>1,234.5 and １，２３４．５ alike, with a percent sign or without.</summary>
    public decimal? Number(string field)
    {
        if (Text(field) is not { } value) return null;
        var plain = value.Normalize(NormalizationForm.FormKC).TrimEnd('%').Trim();
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (decimal.TryParse(plain, styles, CultureInfo.InvariantCulture, out var number)) return number;
        misread.Add(new(field, RefusalCode.NotANumber, value));
        return null;
    }

    /// <summary>2020-10-01 as browsers send it, or in an era as offices write it: R2.10.1, 令和2年10月1日.</summary>
    /// <param name="otherwise">For a missing field; a misread one is refused.</param>
    public DateOnly Date(string field, DateOnly otherwise)
    {
        if (Text(field) is not { } value) return otherwise;
        if (DateOf(value) is { } date) return date;
        misread.Add(new(field, RefusalCode.NotADate, value));
        return otherwise;
    }

    /// <summary>Null for what is no date.</summary>
    public static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text.Normalize(NormalizationForm.FormKC), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : EraText.ParseDate(text);

    /// <summary>8:30 and ０８：３０ alike, from 0:00 to 23:59.</summary>
    public TimeOnly Time(string field)
    {
        var value = Required(field);
        if (value.Length == 0) return default;
        string[] ways = ["H:mm", "HH:mm", "HH:mm:00"];
        if (TimeOnly.TryParseExact(value.Normalize(NormalizationForm.FormKC), ways, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        misread.Add(new(field, RefusalCode.NotATime, value));
        return default;
    }

    public int? WholeNumber(string field)
    {
        if (Number(field) is not { } number) return null;
        if (number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue) return (int)number;
        misread.Add(new(field, RefusalCode.NotANumber, Text(field)));
        return null;
    }

    /// <summary>For what only the reader of a field knows to be wrong.</summary>
    public void Refuse(string field, RefusalCode code, string? detail = null) => misread.Add(new(field, code, detail));

    public bool? YesOrNo(string field)
    {
        if (Text(field) is not { } value) return null;
        if (bool.TryParse(value, out var answer)) return answer;
        misread.Add(new(field, RefusalCode.NotAChoice, value));
        return null;
    }

    /// <summary>One of an enum's names; null for a missing field.</summary>
    public T? Choice<T>(string field)
        where T : struct, Enum
    {
        if (Text(field) is not { } value) return null;
        // A number would be taken for a member too, whatever it counts.
        if (char.IsLetter(value[0]) && Enum.TryParse<T>(value, out var choice) && Enum.IsDefined(choice)) return choice;
        misread.Add(new(field, RefusalCode.NotAChoice, value));
        return null;
    }

    public T RequiredChoice<T>(string field)
        where T : struct, Enum
    {
        if (Text(field) is null) misread.Add(new(field, RefusalCode.Required));
        return Choice<T>(field) ?? default;
    }
}
