using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>What is asked of the ledger of reminders. The address of the page says all of it.</summary>
public sealed record LedgerQuery
{
    public const int PageSize = 50;

    public string? Plan { get; init; }

    public string? Review { get; init; }

    /// <summary>Id or sign-in name.</summary>
    public string? Person { get; init; }

    /// <summary>Of the person.</summary>
    public string? Section { get; init; }

    public DateOnly? On { get; init; }

    public ReminderRowStatus? Status { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public ValueList<Refusal> Misread { get; init; } = [];

    public bool AsksForAll => this with { Page = 1 } == new LedgerQuery();

    public static LedgerQuery Read(Func<string, string?> text)
    {
        var fields = new Fields(text);
        var review = fields.Text("review")?.Split('/');
        var query = new LedgerQuery
        {
            Plan = fields.Text("plan") ?? (review is [var plan, _] ? plan : null),
            Review = review?[^1],
            Person = fields.Text("person"),
            Section = fields.Text("section"),
            On = fields.Text("on") is null ? null : fields.Date("on", default),
            Status = fields.Choice<ReminderRowStatus>("status"),
            Page = Math.Clamp(fields.WholeNumber("page") ?? 1, 1, 1_000_000),
        };
        return query with { On = fields.Misread.Any(refusal => refusal.Field == "on") ? null : query.On, Misread = fields.Misread };
    }

    public string Address(int page = 1)
    {
        var values = new Dictionary<string, string?>
        {
            ["plan"] = Review is null ? Plan : null,
            ["review"] = Review is null ? null : Plan is null ? Review : $"{Plan}/{Review}",
            ["person"] = Person,
            ["section"] = Section,
            ["on"] = On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["status"] = Status?.ToString(),
            ["page"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null,
        };
        return "/reminders" + new QueryBuilder(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Key, value.Value!)));
    }
}
