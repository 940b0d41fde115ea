using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Reviews;

/// <summary>Runs the planning section's commands about a review.</summary>
public sealed class ReviewCommands(
    ICommandBus bus, ReviewReading reviews, PlanQueries plans, Baselines baselines, ReminderPolicies policies, TrackerSettings settings, TimeProvider time)
{
    private const int Tries = 5;

    public DateOnly Today => settings.Today(time);

    /// <summary>The office's: days on which it is closed are warned of.</summary>
    public async Task<BusinessCalendar> Calendar(CancellationToken cancellation = default) => (await policies.Current(cancellation)).Calendar;

    public async Task<Outcome> Schedule(
        Addressed to, ReviewKind kind, DateOnly cutoff, DateOnly deadline, DateOnly? publication, CancellationToken cancellation = default)
    {
        if (await plans.Plan(to.Plan, new(Today), cancellation) is not { } plan) return Refused(new Refusal("plan", RefusalCode.UnknownPlan));
        var command = new ScheduleReview(Says(to), kind, cutoff, deadline, publication, new FiscalYear(plan.FiscalYear));
        return await Send(to, command, [deadline, .. Given(publication)], cancellation);
    }

    public async Task<Outcome> MoveDeadline(
        Addressed to, DateOnly deadline, string reason, string? section, DateOnly? publication, CancellationToken cancellation = default)
    {
        var command = new MoveDeadline(Says(to), deadline, reason, section, publication);
        var known = section is null || await HasSection(to.Plan, section, cancellation);
        var checkedFirst = known ? to : to with { Misread = [.. to.Misread ?? [], new Refusal("section", RefusalCode.NotAChoice, section)] };
        return await Send(checkedFirst, command, [deadline, .. Given(publication)], cancellation);
    }

    public Task<Outcome> MovePublication(Addressed to, DateOnly publication, string reason, CancellationToken cancellation = default) =>
        Send(to, new MovePublication(Says(to), publication, reason), [publication], cancellation);

    public Task<Outcome> Return(Addressed to, string code, string reason, CancellationToken cancellation = default) =>
        Send(to, new ReturnSubmission(Says(to), code, reason), [], cancellation);

    public Task<Outcome> Close(Addressed to, CancellationToken cancellation = default) =>
        Send(to, new CloseReview(Says(to)), [], cancellation);

    /// <summary>Publishes what the review shows since it was closed, or since its last version was superseded.</summary>
    public async Task<Outcome> Publish(Addressed to, Publication? publication, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var review = await reviews.Read(to.Plan, to.Key, cancellation);
            if (to.Expected is { } seen && seen != review.Version) throw new ConcurrencyConflictException(Streams.Review(to.Plan, to.Key).Key, seen, review.Version);
            var shown = review.Frozen ?? new(review.State.CutoffDate);
            var hash = await baselines.ContentHash(to.Plan, shown, cancellation);
            if (hash is null && review.State.IsClosed) return Refused(new Refusal("plan", RefusalCode.UnknownPlan));
            var command = new PublishBaseline(
                Says(to) with { Publication = publication }, shown.AsOf, shown.KnownAt ?? time.GetUtcNow(), hash ?? "");
            try
            {
                return await Send(to with { Expected = review.Version }, command, [], cancellation);
            }
            catch (ConcurrencyConflictException) when (to.Expected is null && attempt < Tries)
            {
                // Someone superseded it meanwhile: what is published is another point then.
            }
        }
    }

    /// <summary>Supersedes a published version, and publishes what is known now in its place.</summary>
    /// <remarks>Two steps in the log, because the new version holds what was recorded up to the first. Where only that was reached, publishing goes on from there.</remarks>
    public async Task<Outcome> Supersede(Addressed to, int number, string reason, Publication? publication, CancellationToken cancellation = default)
    {
        var superseded = await Send(to, new SupersedeBaseline(Says(to), number, reason), [], cancellation);
        return superseded.Decision.IsRefused ? superseded : await Publish(to with { Expected = null }, publication, cancellation);
    }

    /// <param name="days">Named in the command, and warned of where the office is closed.</param>
    private async Task<Outcome> Send<TCommand>(Addressed to, TCommand command, ValueList<DateOnly> days, CancellationToken cancellation)
        where TCommand : notnull
    {
        var stream = Streams.Review(to.Plan, to.Key);
        var outcome = await bus.Send(new Sent<TCommand>(stream.Key, command, to.By, Today, to.Expected, to.Misread), stream, cancellation);
        if (days.Count == 0) return outcome;
        var calendar = await Calendar(cancellation);
        var closed = days.Select(day => ClosedDay.On(day, calendar)).OfType<ClosedDay>().ToValueList();
        return outcome with { ClosedDays = closed.Count == 0 ? null : closed };
    }

    private async Task<bool> HasSection(string plan, string section, CancellationToken cancellation) =>
        await plans.Plan(plan, new(Today), cancellation) is { } view && view.AllInitiatives().Any(row => row.OwningSection == section);

    private static IEnumerable<DateOnly> Given(DateOnly? day) => day is { } given ? [given] : [];

    private static Outcome Refused(Refusal refusal) => new(Decision.Refuse(refusal), 0);

    // What is said about a review holds from the day it is recorded.
    private Provenance Says(Addressed to) => new(to.By, Today);
}
