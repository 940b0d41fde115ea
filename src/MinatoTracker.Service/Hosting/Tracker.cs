using MinatoTracker.Domain;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Hosting;

/// <summary>
/// Where commands meet the log: reads a stream, asks a decision, appends what it says. The decision is pure; this is the edge.
/// </summary>
public sealed class Tracker(IEventLog log, TrackerSettings settings)
{
    private const int Tries = 5;

    public string Tenant => settings.Tenant;

    /// <summary>A stream's state and version; version 0 for a stream that does not exist.</summary>
    public async Task<Loaded<TState>> Load<TState>(StreamOf<TState> stream, CancellationToken cancellation = default)
    {
        var stored = await log.ReadStream(Tenant, stream.Key, cancellation: cancellation);
        return new(stream.Fold(stored.Select(EventTypes.FromStore)), stored.Count == 0 ? 0 : stored[^1].Version);
    }

    /// <summary>
    /// Decides on the stream's present state and records the result. When someone else got in between and the sender
    /// named no version, the decision is made anew on what stands now.
    /// </summary>
    /// <param name="expected">The version that the sender saw; null where any will do.</param>
    /// <exception cref="ConcurrencyConflictException">The stream is not at <paramref name="expected"/> any more.</exception>
    public async Task<Outcome> Handle<TState>(
        StreamOf<TState> stream, string by, Func<TState, Decision> decide, long? expected = null, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (state, version) = await Load(stream, cancellation);
            if (expected is { } seen && seen != version) throw new ConcurrencyConflictException(stream.Key, seen, version);
            var decision = decide(state);
            if (decision.Events.Count == 0) return new(decision, version);
            try
            {
                return await Record([Append(stream, version, decision)], by, decision, stream.Key, cancellation);
            }
            catch (ConcurrencyConflictException) when (expected is null && attempt < Tries)
            {
                // Someone else was faster. What stands now may lead to another decision, so it is asked again.
            }
        }
    }

    /// <summary>Records decisions about several streams together: all of them or none.</summary>
    /// <returns>Null where there was nothing to record.</returns>
    public async Task<AppendResult?> RecordTogether(IReadOnlyList<StreamAppend> appends, string by, CancellationToken cancellation = default) =>
        appends.Count == 0 ? null : await log.Append(Tenant, appends, new EventMetadata(by), cancellation);

    public static StreamAppend Append<TState>(StreamOf<TState> stream, long version, Decision decision) => new(
        stream.Key, stream.Scope, ExpectedVersion.Exactly(version), [.. decision.Events.Select(EventTypes.ToStore)]);

    private async Task<Outcome> Record(
        IReadOnlyList<StreamAppend> appends, string by, Decision decision, string stream, CancellationToken cancellation)
    {
        var result = await log.Append(Tenant, appends, new EventMetadata(by), cancellation);
        return new(decision, result.Versions[stream], result.RecordedAt);
    }
}

public sealed record Loaded<TState>(TState State, long Version);

/// <summary>What became of a command.</summary>
/// <param name="Version">The stream's version now.</param>
/// <param name="RecordedAt">Null where there was nothing to record.</param>
/// <param name="ClosedDays">Days named in it on which the office is closed: a warning, for it is recorded all the same.</param>
public sealed record Outcome(Decision Decision, long Version, DateTimeOffset? RecordedAt = null, ValueList<ClosedDay>? ClosedDays = null);
