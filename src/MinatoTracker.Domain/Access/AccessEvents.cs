namespace MinatoTracker.Domain.Access;

// Stream access/{tenant}. Names are storage formats, as in InitiativeEvents.

public abstract record AccessEvent(Provenance Provenance) : IEvent;

/// <param name="Person">Opaque id.</param>
public sealed record RoleGranted(Provenance Provenance, string Person, Role Role) : AccessEvent(Provenance);

public sealed record RoleRevoked(Provenance Provenance, string Person, Role Role) : AccessEvent(Provenance);
