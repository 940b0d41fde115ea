using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Subscriptions;
using Npgsql;

namespace MinatoTracker.CritterStack.Log;

/// <summary>
/// A subscription of the log's on Marten's async daemon. It works in the transaction that moves its checkpoint, and the checkpoint is
/// the one that the other edition's runner keeps: where one stopped, the other goes on.
/// </summary>
internal sealed class DaemonSubscription : SubscriptionBase
{
    private readonly EventLog.Subscriptions.ISubscription subscription;

    public DaemonSubscription(EventLog.Subscriptions.ISubscription subscription) => (this.subscription, Name) = (subscription, subscription.Name);

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var tenant = page.ShardName.TenantId ?? throw new InvalidOperationException($"{Name} follows one tenant.");
        ((ITransactionParticipantRegistrar)operations).AddTransactionParticipant(
            new Turn(subscription, tenant, page.SequenceFloor, page.SequenceCeiling));
        return Task.FromResult(NullChangeListener.Instance);
    }

    // Read again as they are stored: what Marten hands over went through the types of today.
    private sealed class Turn(EventLog.Subscriptions.ISubscription subscription, string tenant, long floor, long ceiling) : ITransactionParticipant
    {
        public async Task BeforeCommitAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken token)
        {
            List<StoredEvent> events = [.. (await Read(connection, transaction, token)).TakeWhile(e => e.Position <= ceiling)];
            if (events.Count > 0) await subscription.Handle(new SubscriptionBatch(tenant, transaction, events), token);
        }

        private async Task<List<StoredEvent>> Read(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken token)
        {
            await using var command = new NpgsqlCommand(Sql.Text(typeof(IEventLog).Assembly, "Queries/all.sql"), connection, transaction)
            {
                Parameters = { new() { Value = tenant }, new() { Value = floor }, new() { Value = (int)Math.Min(ceiling - floor, int.MaxValue) } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            return await StoredEventReader.Rest(reader, token);
        }
    }
}
