using System.Globalization;
using MinatoTracker.Domain;
using MinatoTracker.EventLog.Doctor;

namespace MinatoTracker.Service.Jobs;

/// <summary>
/// Work that comes again by itself. It only asks; state decides. So it may come late, twice, or on another node than the last time.
/// </summary>
public interface IJob
{
    /// <summary>
    /// What it throws is recorded as a failure, or as postponed where the database does not answer. Either way it comes again
    /// as planned, so a job needs no tries of its own.
    /// </summary>
    Task<JobOutcome> Run(CancellationToken cancellation);
}

public enum JobResult
{
    Succeeded,

    /// <summary>Something has to be mended before it can do its work.</summary>
    Failed,

    /// <summary>What it waits for will come by itself.</summary>
    Postponed,
}

/// <summary>What a run says, in whatever language it is read later.</summary>
/// <param name="Text">Name of a text in Resources/JobsTexts, below "Note.".</param>
/// <param name="Values">What is put into it: counts and names.</param>
public sealed record JobNote(string Text, ValueList<string> Values);

/// <summary>What became of a run.</summary>
public sealed record JobOutcome(JobResult Result, JobNote Note)
{
    /// <summary>There was nothing to do, as most of the time.</summary>
    public static JobOutcome Idle { get; } = Done("Idle");

    /// <summary>What the job looked for and found, where it looks for something; null where it does not.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>What went wrong, in the words of whoever complained.</summary>
    public string? Error { get; init; }

    public static JobOutcome Done(string text, params ReadOnlySpan<object> values) => new(JobResult.Succeeded, Written(text, values));

    public static JobOutcome Postponed(string text, params ReadOnlySpan<object> values) => new(JobResult.Postponed, Written(text, values));

    public static JobOutcome Failed(string text, params ReadOnlySpan<object> values) => new(JobResult.Failed, Written(text, values));

    private static JobNote Written(string text, ReadOnlySpan<object> values)
    {
        var written = new string[values.Length];
        for (var i = 0; i < values.Length; i++) written[i] = Convert.ToString(values[i], CultureInfo.InvariantCulture) ?? "";
        return new(text, [.. written]);
    }
}
