using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MinatoTracker.EventLog.InMemory;

/// <summary>The log without a database, for fast tests: the same contract, held by the same conformance suite. Nothing outlives the process.</summary>
public sealed class InMemoryEventLog(TimeProvider time) : IEventLog
{
    private readonly ConcurrentDictionary<string, TenantLog> tenants = new(StringComparer.Ordinal);

    public Task<AppendResult> Append(
        string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        AppendRules.Check(appends);
        return tenants.TryGetValue(tenant, out var log)
            ? Task.FromResult(log.Append(appends, metadata, time.GetUtcNow()))
            : throw new UnknownTenantException(tenant);
    }

    public Task<IReadOnlyList<StoredEvent>> ReadStream(
        string tenant, string stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        Read(tenant, entries => entries.Where(entry => entry.Stored.Stream == stream && entry.Stored.Version > afterVersion));

    public Task<IReadOnlyList<StoredEvent>> ReadInForce(string tenant, InForce query, CancellationToken cancellation = default) =>
        Read(tenant, entries => entries
            .Where(entry => entry.Event.EffectiveDate <= query.AsOf && (query.KnownAt is not { } at || entry.Stored.RecordedAt <= at))
            .SelectMany(entry => entry.Event.Slots.Select(slot => (slot, entry)))
            .Where(filled => Asks(query, filled.slot, filled.entry))
            .GroupBy(filled => (filled.entry.Stored.Stream, filled.slot), filled => filled.entry)
            .Select(filled => filled.MaxBy(entry => (entry.Event.EffectiveDate, entry.Stored.Position))!)
            .DistinctBy(entry => entry.Stored.Position)
            .OrderBy(entry => entry.Stored.Position));

    public async Task<InForceSince> ReadInForceSince(
        string tenant, InForce query, long position, CancellationToken cancellation = default)
    {
        // What is appended between the two is answered already, and answered again the next time: never too little.
        var last = await LastPosition(tenant, cancellation);
        return new(last, last == position ? null : await ReadInForce(tenant, query, cancellation));
    }

    public Task<IReadOnlyList<StoredEvent>> ReadAll(string tenant, long afterPosition, int limit, CancellationToken cancellation = default) =>
        Read(tenant, entries => entries.Where(entry => entry.Stored.Position > afterPosition).Take(limit));

    public Task<long> LastPosition(string tenant, CancellationToken cancellation = default) =>
        Task.FromResult(tenants.TryGetValue(tenant, out var log) && log.Entries is [.., var newest] ? newest.Stored.Position : 0);

    public Task AddTenant(string tenant, CancellationToken cancellation = default)
    {
        tenants.TryAdd(tenant, new TenantLog());
        return Task.CompletedTask;
    }

    private static bool Asks(InForce query, string slot, Entry entry) =>
        query.Slot is { } wanted
            ? slot == wanted
            : entry.Scope == query.Scope && (query.Stream is null || entry.Stored.Stream == query.Stream);

    private Task<IReadOnlyList<StoredEvent>> Read(string tenant, Func<IEnumerable<Entry>, IEnumerable<Entry>> pick) =>
        Task.FromResult<IReadOnlyList<StoredEvent>>(
            tenants.TryGetValue(tenant, out var log) ? [.. pick(log.Entries).Select(entry => entry.Stored)] : []);

    private sealed record Entry(StoredEvent Stored, NewEvent Event, string? Scope);

    private sealed class TenantLog
    {
        private readonly Lock gate = new();
        private readonly List<Entry> entries = [];
        private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

        public IReadOnlyList<Entry> Entries
        {
            get
            {
                lock (gate) return [.. entries];
            }
        }

        public AppendResult Append(IReadOnlyList<StreamAppend> appends, EventMetadata metadata, DateTimeOffset now)
        {
            lock (gate)
            {
                var known = appends.Select(Repeats).Distinct().ToArray();
                if (known is [true]) return new(appends.ToDictionary(append => append.Stream, append => VersionOf(append.Stream)), now, true);
                if (known.Length > 1) throw Conflict(appends.First(Repeats));
                if (appends.FirstOrDefault(append => !Fits(append)) is { } stale) throw Conflict(stale);

                var recordedAt = entries.Count > 0 && entries[^1].Stored.RecordedAt > now ? entries[^1].Stored.RecordedAt : now;
                var bodies = appends.SelectMany(append => append.Events).ToDictionary(e => e.Id, e => Normalized(e.Data));
                foreach (var append in appends) Add(append, metadata, recordedAt, bodies);
                return new(appends.ToDictionary(append => append.Stream, append => VersionOf(append.Stream)), recordedAt, false);
            }
        }

        private long VersionOf(string stream) => versions.GetValueOrDefault(stream);

        private bool Fits(StreamAppend append) =>
            append.Expected.Value is { } expected
                ? expected == VersionOf(append.Stream)
                : !entries.Any(entry => append.Events.Any(e => e.Id == entry.Stored.Id));

        // A retry: the same events stand where this append wants to put them.
        private bool Repeats(StreamAppend append)
        {
            var wanted = append.Events.Select(e => e.Id);
            var stored = entries.Where(entry => entry.Stored.Stream == append.Stream).ToArray();
            return append.Expected.Value is { } expected
                ? expected != VersionOf(append.Stream)
                    && stored.Where(e => e.Stored.Version > expected).Take(append.Events.Count).Select(e => e.Stored.Id).SequenceEqual(wanted)
                : append.Events.Count > 0 && wanted.All(id => stored.Any(entry => entry.Stored.Id == id));
        }

        private ConcurrencyConflictException Conflict(StreamAppend append) =>
            new(append.Stream, append.Expected.Value, VersionOf(append.Stream));

        private void Add(StreamAppend append, EventMetadata metadata, DateTimeOffset recordedAt, Dictionary<Guid, byte[]> bodies)
        {
            foreach (var e in append.Events)
            {
                var version = versions[append.Stream] = VersionOf(append.Stream) + 1;
                entries.Add(new(
                    new(entries.Count + 1, e.Id, append.Stream, version, e.Type, bodies[e.Id], recordedAt, metadata.User, metadata.CorrelationId),
                    e,
                    append.Scope ?? ""));
            }
        }

        // As a database would, it takes JSON only, and no NUL in it.
        private static byte[] Normalized(string json)
        {
            try
            {
                var value = JsonNode.Parse(json) ?? throw new JsonException("An event's data is a JSON value.");
                if (json.Contains(@"\u0000", StringComparison.Ordinal)) throw new JsonException("NUL is no character that can be kept.");
                return Encoding.UTF8.GetBytes(value.ToJsonString());
            }
            catch (JsonException failure)
            {
                throw new UnfitEventException(failure.Message, failure);
            }
        }
    }
}
