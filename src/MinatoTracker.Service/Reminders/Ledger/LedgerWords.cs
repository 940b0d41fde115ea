using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Reminders.Policies;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>What the ledger says, in the language that is spoken at the moment.</summary>
internal static class LedgerWords
{
    private static readonly TextFile Texts = new(nameof(ReminderLedgerTexts));

    public static string Of(string name, params ReadOnlySpan<object?> values) => Texts.Of(name, values);

    /// <summary>Why nothing was sent, in a sentence or two.</summary>
    public static string Of(Silence silence, Func<DateOnly, string> day)
    {
        var why = silence is { Reason: SilenceReason.OfficeClosed, Closing: { } closing } ? Of(closing) : Of($"Silence.{silence.Reason}");
        return silence.NextOccasion is { } next ? Of("Silence.WithNext", why, day(next)) : why;
    }

    /// <summary>Why a reminder was not sent, or what went wrong with it, and what comes next; empty for one that went well.</summary>
    public static string Why(ReminderRow row, Func<DateTimeOffset, string> time)
    {
        if (row.SkipReason is { } skip) return ReminderWords.Of(skip);
        if (row.Fault is not { } fault) return "";
        var next = row.NextAttempt is { } again ? ReminderWords.Of("Page.NextAttempt", time(again)) : null;
        return string.Join(" · ", new[] { ReminderWords.Of(fault), row.Detail, ReminderWords.Of("Page.Attempts", row.Attempts), next }.OfType<string>());
    }

    /// <summary>A review by its kind, with the key of its plan: keys alone say nothing to a reader.</summary>
    public static string Review(string plan, string review) => Of("Review", ReminderWords.Of($"ReviewKind.{Reviews.ReviewKeys.KindOf(review)}"), plan);

    public static string Occasion(int offset) => PolicyWords.Occasion(offset);

    private static string Of(Closing closing) => closing.Holiday is { } holiday
        ? Of("Closing.Holiday", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? holiday.Name : holiday.EnglishName)
        : Of($"Closing.{closing.Reason}");
}
