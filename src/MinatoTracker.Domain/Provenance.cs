namespace MinatoTracker.Domain;

/// <summary>Who says so, from which day it holds, and the publication that announced it.</summary>
/// <param name="By">Opaque id of the person; names and addresses live outside the log so that they can be erased.</param>
/// <param name="EffectiveDate">The day from which the fact holds (効力発生日), apart from the time it was recorded.</param>
/// <param name="Publication">The paper that announced the fact, where there is one.</param>
public sealed record Provenance(string By, DateOnly EffectiveDate, Publication? Publication = null);

/// <summary>A published paper.</summary>
/// <param name="Title">As printed on the paper.</param>
/// <param name="PublishedOn">ISO 8601, as exact as the paper states it: <c>2020-10</c> or <c>2020-10-02</c>.</param>
public sealed record Publication(string Title, string PublishedOn);

/// <summary>A fact in the log. Every one tells where it comes from.</summary>
public interface IEvent
{
    Provenance Provenance { get; }
}
