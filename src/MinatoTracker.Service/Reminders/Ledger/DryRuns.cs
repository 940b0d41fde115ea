using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>Somebody who would get nothing on an occasion, and why.</summary>
public sealed record WouldBeSkipped(string Plan, string Review, string Person, string Name, int Occasion, SkipReason Reason);

/// <summary>Who would get what on a day, as far as one can know today.</summary>
/// <param name="Silence">Why nobody has a turn on that day, where nobody has.</param>
public sealed record DryRun(DateOnly On, IReadOnlyList<Letter> Letters, IReadOnlyList<WouldBeSkipped> Skipped, Silence? Silence);

public sealed class DryRuns(ReminderRun run, ReviewScenes scenes, ReminderPolicies policies, LedgerQueries ledger, TrackerSettings settings, TimeProvider time)
{
    public async Task<DryRun> On(DateOnly day, CancellationToken cancellation = default)
    {
        var today = settings.Today(time);
        var policy = (await policies.Rules(day > today ? day : today, cancellation)).Policy;
        var letters = await run.Preview(day, cancellation);
        List<WouldBeSkipped> skipped = [];
        List<Domain.Reviews.Review> reviews = [];
        foreach (var (plan, review) in await ledger.Reviews(cancellation))
        {
            if (await scenes.Find(plan, review, today, cancellation) is not { } scene) continue;
            reviews.Add(scene.Review);
            string NameOf(string person) => scene.Recipients.First(recipient => recipient.Person == person).Name;
            skipped.AddRange(scene.Preview(today, day, policy).Skipped.Select(skip =>
                new WouldBeSkipped(plan, review, skip.Key.Person, NameOf(skip.Key.Person), skip.Key.Occasion, skip.Reason)));
        }

        return new(day, letters, skipped, letters.Count + skipped.Count > 0 ? null : Silences.On(day, policy, reviews));
    }
}
