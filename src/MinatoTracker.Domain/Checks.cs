using System.Globalization;

namespace MinatoTracker.Domain;

/// <summary>Collects every reason for a refusal, so that a person mends a form in one go.</summary>
internal sealed class Checks
{
    public const int LongestText = 4000;
    private readonly List<Refusal> refusals = [];

    public bool Failed => refusals.Count > 0;

    public Decision Refused => new([], refusals.ToValueList());

    public Checks Require(string? value, string field, int longest = LongestText)
    {
        if (string.IsNullOrWhiteSpace(value)) refusals.Add(new(field, RefusalCode.Required));
        else if (value.Length > longest) refusals.Add(new(field, RefusalCode.TooLong, $"{longest}"));
        return this;
    }

    public Checks Allow(string? value, string field, int longest = LongestText) =>
        string.IsNullOrWhiteSpace(value) ? this : Require(value, field, longest);

    /// <summary>ISO 8601: a day in a refusal reads the same in every culture.</summary>
    public static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public Checks That(bool holds, string field, RefusalCode code, string? detail = null)
    {
        if (!holds) refusals.Add(new(field, code, detail));
        return this;
    }
}
