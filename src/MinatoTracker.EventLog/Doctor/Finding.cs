using System.Text.Json;

namespace MinatoTracker.EventLog.Doctor;

public enum Severity
{
    /// <summary>Works, and somebody should know.</summary>
    Notice,

    /// <summary>Works, and will not for ever or not as well as it should.</summary>
    Warning,

    /// <summary>Facts are wrong, unguarded or out of reach.</summary>
    Error,
}

/// <summary>Something that is off.</summary>
/// <param name="Code">Stable, for programs and for texts in other languages: the name of the check that found it.</param>
/// <param name="Tenant">Null for what concerns the whole database.</param>
/// <param name="Message">In English, for an operator.</param>
/// <param name="Data">What the message speaks of: names and numbers.</param>
public sealed record Finding(string Code, Severity Severity, string? Tenant, string Message, JsonElement Data);
