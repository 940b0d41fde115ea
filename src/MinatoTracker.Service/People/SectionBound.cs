namespace MinatoTracker.Service.People;

/// <summary>A person who enters figures for one section (所管課) only.</summary>
/// <param name="Section">Null for who has none.</param>
public sealed record SectionBound(string? Section)
{
    /// <summary>What no section owns yet is anybody's.</summary>
    public bool Covers(string? owning) => owning is null || owning == Section;
}
