using JasperFx;
using Marten;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.CritterStack.Mails;
using MinatoTracker.CritterStack.Reminders;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Alert;
using MinatoTracker.Service.Jobs.Summary;
using MinatoTracker.Service.Reminders;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>
/// Wolverine in a host of its own within the service: it starts when the database is there, and not before, and what it demands
/// of a container is asked of its own.
/// </summary>
/// <param name="letters">What a process of its own would make anew: its hold on people is this process's.</param>
/// <param name="summaries">As <paramref name="letters"/>: who waits for them is in this process.</param>
/// <param name="alerts">As <paramref name="summaries"/>.</param>
public sealed class WolverineNode(
    TrackerSettings settings, TimeProvider time, LetterDesk letters, MailDesk<SummaryTo> summaries, MailDesk<AlertTo> alerts, ILoggerFactory logs)
    : IAsyncDisposable
{
    /// <summary>How often a command is decided anew when others get in between, as the default edition does.</summary>
    private const int Retries = 4;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    private readonly SemaphoreSlim gate = new(1);
    private IHost? host;

    /// <summary>Starts it where it does not run yet.</summary>
    public async Task<IHost> Running(CancellationToken cancellation)
    {
        if (host is { } running) return running;
        await gate.WaitAsync(cancellation);
        try
        {
            return host ??= await Start(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task Stop(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref host, null) is not { } running) return;
        await running.StopAsync(cancellation);
        await ((IAsyncDisposable)running).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(CancellationToken.None);
        gate.Dispose();
    }

    private async Task<IHost> Start(CancellationToken cancellation)
    {
        // Connections of its own: Marten closes what it was given.
        var database = new EventLogDatabase(settings.Postgres ?? throw new InvalidOperationException("No PostgreSQL is configured."));
        await WolverineStorage.Prepare(database, settings, cancellation);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheService>();
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(letters).AddSingleton(summaries).AddSingleton(alerts);
        var folds = new StateFolds(PolicySettings.Standard with { Zone = settings.Zone.Id });
        builder.Services.AddSingleton(folds);
        builder.Services.AddMarten(options =>
        {
            options.Connection(database.Batches);
            MartenStore.Configure(options, time, folds);
        }).IntegrateWithWolverine(integration =>
        {
            integration.MessageStorageSchemaName = WolverineStorage.Schema(settings.Tenant);
            integration.AutoCreate = AutoCreate.None;
        });
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, Configure);
        var built = builder.Build();
        try
        {
            // Asked for once, so that it is closed with the host.
            built.Services.GetRequiredService<EventLogDatabase>();
            await built.StartAsync(cancellation);
            return built;
        }
        catch
        {
            await ((IAsyncDisposable)built).DisposeAsync();
            throw;
        }
    }

    private void Configure(WolverineOptions options)
    {
        options.ServiceName = $"minato-{settings.Tenant}";
        options.ApplicationAssembly = typeof(WolverineNode).Assembly;
        options.UseRuntimeCompilation();
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.Policies.UseDurableLocalQueues();
        options.Policies.AutoApplyTransactions();
        options.Discovery.DisableConventionalDiscovery();
        foreach (var (command, state) in Decisions.All) options.Discovery.IncludeType(typeof(CommandHandler<,>).MakeGenericType(command, state));

        options.Discovery.IncludeType(typeof(WriteToHandler));
        options.LocalQueueFor<WriteTo>().MaximumParallelMessages(ReminderRun.Workers);
        options.Discovery.IncludeType(typeof(MailsAskedHandler));
        options.OnException<EventLogUnavailableException>().ScheduleRetry(Pauses);

        options.Durability.NoticeTheDead(settings);

        options.OnException<ConcurrencyException>().RetryTimes(Retries);
        options.OnException<ExistingStreamIdCollisionException>().RetryTimes(Retries);
        options.OnException<MartenCommandException>(e => e.InnerException is { } cause && Failures.MeansTryAgain(cause)).RetryTimes(Retries);
        // What Marten has not wrapped: the lock that makes the order is asked for past it.
        options.OnException<PostgresException>(Failures.MeansTryAgain).RetryTimes(Retries);
    }
}
