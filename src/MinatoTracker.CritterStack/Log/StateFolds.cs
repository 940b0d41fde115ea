using JasperFx.Events.Projections;
using Marten;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.CritterStack.Log;

/// <summary>What each kind of stream folds into.</summary>
/// <param name="standard">The reminder policy of an office that has set none.</param>
public sealed class StateFolds(PolicySettings standard)
{
    private readonly IFold[] all =
    [
        new Fold<Plan>(Plan.Undrafted, Plan.Evolve),
        new Fold<Initiative>(Initiative.Unregistered, Initiative.Evolve),
        new Fold<Review>(Review.Unscheduled, Review.Evolve),
        new Fold<ReminderLedger>(ReminderLedger.Empty, ReminderLedger.Evolve),
        new Fold<ReminderPolicyRegister>(ReminderPolicyRegister.Fold(standard, []), ReminderPolicyRegister.Evolve),
        new Fold<ReminderChoices>(ReminderChoices.Empty, ReminderChoices.Evolve),
        new Fold<AccessRegister>(AccessRegister.Empty, AccessRegister.Evolve),
    ];

    public void AddTo(StoreOptions options)
    {
        foreach (var fold in all) fold.AddTo(options);
    }

    /// <summary>The state of a stream without events.</summary>
    public TState Initial<TState>()
        where TState : notnull => all.OfType<Fold<TState>>().Single().Initial;

    private interface IFold
    {
        void AddTo(StoreOptions options);
    }

    private sealed record Fold<TState>(TState Initial, Func<TState, IEvent, TState> Evolve) : IFold
        where TState : notnull
    {
        public void AddTo(StoreOptions options) => options.Projections.Add(new StateFold<TState>(Initial, Evolve), ProjectionLifecycle.Live);
    }
}
