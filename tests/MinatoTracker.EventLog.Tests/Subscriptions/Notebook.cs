using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Subscriptions;

/// <summary>A subscription that writes down every event it takes, without looking whether it is there already.</summary>
internal sealed class Notebook(TestDatabase database) : ISubscription
{
    public string Name { get; init; } = "Notebook";

    public WhenEventFails WhenEventFails { get; init; } = WhenEventFails.Stop;

    /// <summary>Called after an event was written, before the commit.</summary>
    public Func<StoredEvent, SubscriptionBatch, Task> AfterEach { get; set; } = (_, _) => Task.CompletedTask;

    public static Task CreateTable(TestDatabase database) => database.Execute(
        "create table public.notebook (name text, seq_id bigint, place bigint generated always as identity); grant select, insert on public.notebook to minato_writer");

    public async Task Handle(SubscriptionBatch batch, CancellationToken cancellation)
    {
        foreach (var stored in batch.Events)
        {
            await using var write = new NpgsqlCommand("insert into public.notebook (name, seq_id) values ($1, $2)", batch.Connection, batch.Transaction);
            write.Parameters.Add(new() { Value = Name });
            write.Parameters.Add(new() { Value = stored.Position });
            await write.ExecuteNonQueryAsync(cancellation);
            await AfterEach(stored, batch);
        }
    }

    public async Task<long[]> Written() => (long[])(await database.Scalar<long[]>(
        $"select coalesce(array_agg(seq_id order by place), '{{}}') from public.notebook where name = '{Name}'"))!;

    /// <summary>Waits until it holds so many events.</summary>
    public Task Holds(int events) => Eventually.True(async () => (await Written()).Length >= events, $"{Name} holds {events} events");
}
