using MinatoTracker.Domain;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Hosting;

/// <summary>Where a command is addressed to, who sends it, and on which version it builds.</summary>
/// <param name="Key">Code of the initiative, or key of the review.</param>
/// <param name="Expected">The version that the sender saw; null where any will do.</param>
/// <param name="Misread">What could not be read of the sender's input. With any of it nothing is recorded, and the answer names it beside what the decision finds.</param>
/// <param name="Bound">The one section whose figures the sender may enter; null for who is bound to none.</param>
public sealed record Addressed(
    string Plan, string Key, string By, long? Expected = null, ValueList<Refusal>? Misread = null, SectionBound? Bound = null);
