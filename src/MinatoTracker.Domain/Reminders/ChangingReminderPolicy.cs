using System.Globalization;

namespace MinatoTracker.Domain.Reminders;

/// <param name="Settings">The whole policy; what it does not change is not recorded.</param>
public sealed record ChangeReminderPolicy(Provenance Provenance, PolicySettings Settings, string? Reason);

public static class ChangingReminderPolicy
{
    public const int MostOffsets = 20;
    public const int FarthestOffset = 60;
    public const int HighestLimit = 6000;
    public const int MostDays = 400;
    private const int LongestNote = 100;

    public static Decision Decide(ChangeReminderPolicy command, ReminderPolicyRegister state, DateOnly today)
    {
        var (provenance, settings) = (command.Provenance, Tidy(command.Settings));
        var checks = new Checks()
            // What reminders did yesterday can't be made otherwise today.
            .That(provenance.EffectiveDate >= today, "effectiveDate", RefusalCode.InThePast, Checks.Day(today))
            .Occasions(settings)
            .That(TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out _), "zone", RefusalCode.UnknownZone, settings.Zone)
            .Calendar(settings)
            .That(settings.PerMinute is null or (>= 1 and <= HighestLimit), "perMinute", RefusalCode.OutOfBounds, $"1–{HighestLimit}")
            .That(settings.MayLeave.All(Enum.IsDefined), "mayLeave", RefusalCode.NotAChoice)
            .That(!settings.MayLeave.Contains(ReminderKind.DeadlineDay), "mayLeave", RefusalCode.NobodyLeavesDeadlineDay);
        var events = Changes(provenance, command.Reason?.Trim() ?? "", state.On(provenance.EffectiveDate), settings).ToValueList();
        if (events.Count > 0) checks.Require(command.Reason, "reason");
        return checks.Failed ? checks.Refused : new(events, []);
    }

    // Equals and not the operators: for the lists in a tuple, those ask whether they are one and the same.
    private static IEnumerable<IEvent> Changes(Provenance provenance, string reason, PolicySettings from, PolicySettings to)
    {
        if (!(from.Offsets, from.ChiefFrom, from.PlanningFrom).Equals((to.Offsets, to.ChiefFrom, to.PlanningFrom)))
            yield return new ReminderOccasionsSet(provenance, reason, to.Offsets, to.ChiefFrom, to.PlanningFrom);
        if (!(from.SendTime, from.Zone).Equals((to.SendTime, to.Zone))) yield return new ReminderTimeSet(provenance, reason, to.SendTime, to.Zone);
        if (!(from.Holidays, from.YearEnd, from.Closures).Equals((to.Holidays, to.YearEnd, to.Closures)))
            yield return new OfficeCalendarSet(provenance, reason, to.Holidays, to.YearEnd, to.Closures);
        if (!from.QuietDays.Equals(to.QuietDays)) yield return new QuietDaysSet(provenance, reason, to.QuietDays);
        if (from.Digest != to.Digest) yield return new ReminderDigestSet(provenance, reason, to.Digest);
        if (from.PerMinute != to.PerMinute) yield return new SendingLimitSet(provenance, reason, to.PerMinute);
        if (!from.MayLeave.Equals(to.MayLeave)) yield return new LeavableRemindersSet(provenance, reason, to.MayLeave);
    }

    // The order in which days and kinds are given says nothing. That of offsets does: who mixes them up may have lost a minus.
    private static PolicySettings Tidy(PolicySettings settings) => settings with
    {
        Closures = settings.Closures.OrderBy(day => day.Day).ToValueList(),
        QuietDays = settings.QuietDays.OrderBy(day => day.Day).ToValueList(),
        MayLeave = settings.MayLeave.Distinct().Order().ToValueList(),
    };

    private static Checks Occasions(this Checks checks, PolicySettings settings)
    {
        var offsets = settings.Offsets;
        checks
            .That(offsets.Count > 0, "offsets", RefusalCode.Required)
            .That(offsets.Count <= MostOffsets, "offsets", RefusalCode.TooMany, $"{MostOffsets}")
            .That(offsets.All(offset => offset is >= -FarthestOffset and <= FarthestOffset), "offsets", RefusalCode.OutOfBounds, $"-{FarthestOffset}–+{FarthestOffset}");
        if (offsets.GroupBy(offset => offset).FirstOrDefault(same => same.Count() > 1) is { } twice)
            checks.That(false, "offsets", RefusalCode.GivenTwice, Signed(twice.Key));
        else if (offsets.Zip(offsets.Skip(1)).Where(pair => pair.First > pair.Second).Select(pair => ((int, int)?)pair).FirstOrDefault() is { } pair)
            checks.That(false, "offsets", RefusalCode.WrongOrder, $"{Signed(pair.Item1)}, {Signed(pair.Item2)}");
        return checks.AmongThem(settings.ChiefFrom, "chiefFrom", offsets).AmongThem(settings.PlanningFrom, "planningFrom", offsets);
    }

    private static Checks AmongThem(this Checks checks, int? from, string field, ValueList<int> offsets) =>
        checks.That(from is not { } offset || offsets.Contains(offset), field, RefusalCode.NotAnOffset, from is { } missing ? Signed(missing) : null);

    private static Checks Calendar(this Checks checks, PolicySettings settings) => checks
        .That(Enum.IsDefined(settings.Holidays), "holidays", RefusalCode.NotAChoice)
        .That(settings.YearEnd is not { } yearEnd || yearEnd is { FromDecember: >= 20 and <= 31, ToJanuary: >= 1 and <= 10 }, "yearEnd", RefusalCode.OutOfBounds, "12-20–12-31, 1-1–1-10")
        .Days(settings.Closures, "closures")
        .Days(settings.QuietDays, "quietDays");

    private static Checks Days(this Checks checks, ValueList<NotedDay> days, string field)
    {
        checks.That(days.Count <= MostDays, field, RefusalCode.TooMany, $"{MostDays}");
        if (days.GroupBy(day => day.Day).FirstOrDefault(same => same.Count() > 1) is { } twice)
            checks.That(false, field, RefusalCode.GivenTwice, Checks.Day(twice.Key));
        return checks.That(days.All(day => day.Note is not { Length: > LongestNote }), field, RefusalCode.TooLong, $"{LongestNote}");
    }

    private static string Signed(int offset) => offset.ToString("+0;-0;0", CultureInfo.InvariantCulture);
}
