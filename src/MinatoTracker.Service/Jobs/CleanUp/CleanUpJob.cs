using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Jobs.CleanUp;

/// <summary>
/// Takes away what nobody asks for any more: tokens long out of use, records of runs, mails of the outbox. Never anything of the log.
/// Sessions leave nothing behind: they live in cookies.
/// </summary>
public sealed class CleanUpJob(EventLogDatabase database, Outbox outbox, TrackerSettings settings, TimeProvider time) : IJob
{
    /// <summary>Long enough to look back over a quarter.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Runs that found nothing to do tell no more than that the job was alive.</summary>
    public static readonly TimeSpan IdleKept = TimeSpan.FromDays(1);

    /// <summary>Who got a summary or an alert is asked for a few weeks; a year is for people.</summary>
    public static readonly TimeSpan LettersKept = TimeSpan.FromDays(366);

    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var tokens = await Delete("api_tokens", new { before = now - Kept }, cancellation);
        var runs = await Delete("job_runs", new { before = now - Kept, idle = now - IdleKept }, cancellation);
        var letters = await Delete("weekly_summaries", new { before = now - LettersKept }, cancellation)
            + await Delete("damage_alerts", new { before = now - LettersKept }, cancellation);
        var mails = outbox.DeleteBefore(now - Kept);
        return tokens + runs + letters + mails == 0 ? JobOutcome.Idle : JobOutcome.Done("CleanedUp", tokens, runs + letters, mails);
    }

    private Task<int> Delete(string file, object values, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("tenant", settings.Tenant);
        var command = new CommandDefinition(
            Sql.Text(typeof(CleanUpJob).Assembly, $"Jobs/CleanUp/{file}.sql"), parameters, cancellationToken: cancellation);
        return database.Writer.InTenant(settings.Tenant, connection => connection.ExecuteAsync(command), cancellation);
    }
}
