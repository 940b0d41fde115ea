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
        if (DateOnly.TryParseExact(value.Normalize(NormalizationForm.FormKC), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        if (EraText.ParseDate(value) is { } inEra) return inEra;
        misread.Add(new(field, RefusalCode.NotADate, value));
        return otherwise;
    }

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
