namespace MinatoTracker.Domain.Reminders;

/// <summary>An office's reminder policy on any day: each aspect as it was last set, or as it is where nobody set it.</summary>
/// <param name="Standard">What holds where nothing is set.</param>
public sealed record ReminderPolicyRegister(PolicySettings Standard)
{
    private Dated<ReminderOccasionsSet>? Occasions { get; init; }

    private Dated<ReminderTimeSet>? Time { get; init; }

    private Dated<OfficeCalendarSet>? Calendar { get; init; }

    private Dated<QuietDaysSet>? QuietDays { get; init; }

    private Dated<ReminderDigestSet>? Digest { get; init; }

    private Dated<SendingLimitSet>? Limit { get; init; }

    private Dated<LeavableRemindersSet>? Leavable { get; init; }

    public static ReminderPolicyRegister Fold(PolicySettings standard, IEnumerable<IEvent> events) =>
        events.Aggregate(new ReminderPolicyRegister(standard), Evolve);

    public static ReminderPolicyRegister Evolve(ReminderPolicyRegister state, IEvent @event)
    {
        var from = @event.Provenance.EffectiveDate;
        return @event switch
        {
            ReminderOccasionsSet e => state with { Occasions = state.Occasions.Then(e, from) },
            ReminderTimeSet e => state with { Time = state.Time.Then(e, from) },
            OfficeCalendarSet e => state with { Calendar = state.Calendar.Then(e, from) },
            QuietDaysSet e => state with { QuietDays = state.QuietDays.Then(e, from) },
            ReminderDigestSet e => state with { Digest = state.Digest.Then(e, from) },
            SendingLimitSet e => state with { Limit = state.Limit.Then(e, from) },
            LeavableRemindersSet e => state with { Leavable = state.Leavable.Then(e, from) },
            _ => state,
        };
    }

    public PolicySettings On(DateOnly day)
    {
        var settings = Standard;
        if (Occasions.On(day)?.Value is { } occasions)
            settings = settings with { Offsets = occasions.Offsets, ChiefFrom = occasions.ChiefFrom, PlanningFrom = occasions.PlanningFrom };
        if (Time.On(day)?.Value is { } time) settings = settings with { SendTime = time.SendTime, Zone = time.Zone };
        if (Calendar.On(day)?.Value is { } calendar)
            settings = settings with { Holidays = calendar.Holidays, YearEnd = calendar.YearEnd, Closures = calendar.Closures };
        if (QuietDays.On(day)?.Value is { } quiet) settings = settings with { QuietDays = quiet.Days };
        if (Digest.On(day)?.Value is { } digest) settings = settings with { Digest = digest.Digest };
        if (Limit.On(day)?.Value is { } limit) settings = settings with { PerMinute = limit.PerMinute };
        if (Leavable.On(day)?.Value is { } leavable) settings = settings with { MayLeave = leavable.Kinds };
        return settings;
    }
}
