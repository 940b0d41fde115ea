using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Domain.Targets;

/// <summary>One indicator with its target, as read from a text.</summary>
/// <param name="Name">The indicator; null where the text is a bare criterion (55%以上).</param>
/// <param name="Target">Always there; <see cref="TargetOperator.Qualitative"/> where nothing else can be read surely.</param>
/// <param name="Warnings">What is doubtful, without an indicator's id: whoever numbers the indicators adds it.</param>
/// <param name="Revision">Where the text tells an old target and a new one (A ⇒ B), the new one.</param>
public sealed record TargetRead(string? Name, Target Target, ValueList<Warning> Warnings, RevisionRead? Revision = null);

/// <summary>A revised target as read from a text.</summary>
/// <param name="IndicatorName">The new indicator's name; null where it stays the same.</param>
/// <param name="KindAssumed">True where the texts leave the kind open.</param>
public sealed record RevisionRead(RevisionKind Kind, bool KindAssumed, string? IndicatorName, Target Target);
