using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.CritterStack.Offices;

/// <summary>
/// Keeps the plan of reminders of every office where its log is, on whichever node has the office's subscriptions. The plan knows by
/// itself how far it is, so that who asks it before this has come brings it up to date, and nothing is planned twice.
/// </summary>
public sealed class PlannedReminders(TrackerSettings settings, TimeProvider time, ILoggerFactory logs) : ISubscription, IAsyncDisposable
{
    // What a process of that office's would have.
    private readonly ConcurrentDictionary<string, Lazy<ServiceProvider>> offices = new(StringComparer.Ordinal);

    public string Name => "planned-reminders";

    public Task Handle(SubscriptionBatch batch, CancellationToken cancellation) =>
        offices.GetOrAdd(batch.Tenant, office => new(() => PartsOf(office))).Value.GetRequiredService<ReminderPlan>().TakeIn(cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var office in offices.Values.Where(office => office.IsValueCreated)) await office.Value.DisposeAsync();
    }

    private ServiceProvider PartsOf(string office) => new ServiceCollection()
        .AddTrackerCore(settings with { Tenant = office, Postgres = settings.Offices[office] })
        .AddSingleton(time).AddSingleton(logs).AddSingleton(typeof(ILogger<>), typeof(Logger<>))
        .BuildServiceProvider();
}
