namespace MinatoTracker.EventLog.Subscriptions;

/// <summary>A subscription's name in mt_event_progression, as Marten gives it to a projection of one tenant.</summary>
internal sealed record CheckpointName(string Subscription, string Tenant)
{
    public string Value => $"{Subscription}:All:{Tenant}";

    /// <exception cref="ArgumentException">The name would be taken for another's.</exception>
    public static CheckpointName Of(string subscription, string tenant) =>
        subscription.Length > 0 && !subscription.Contains(':', StringComparison.Ordinal)
            ? new(subscription, tenant)
            : throw new ArgumentException($"A subscription's name has no \":\" in it and is not empty: \"{subscription}\".", nameof(subscription));
}
