using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using MinatoTracker.Domain;

namespace MinatoTracker.Service.People;

/// <summary>Whom an opaque id stands for. An erased person has nothing left but the id.</summary>
public sealed record Person
{
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    /// <summary>所管課</summary>
    public string? Section { get; init; }

    public string? SignInName { get; init; }

    public bool Active { get; init; }

    /// <summary>What to call the person, whatever is left.</summary>
    [JsonIgnore]
    public string Name => DisplayName ?? Id;

    /// <summary>Sessions carry it; when it changes they all end.</summary>
    [JsonIgnore]
    internal string SessionStamp { get; init; } = "";
}

/// <summary>A person to add. <see cref="Password"/> is null for somebody who only gets mails or only uses the API.</summary>
public sealed record NewPerson(string SignInName, string DisplayName, string? Email, string? Section, string? Password);

/// <summary>What became of a change: the result, or every reason why it is refused.</summary>
public sealed record Changed<T>(T? Result, ValueList<Refusal> Refusals)
    where T : class
{
    [MemberNotNullWhen(false, nameof(Result))]
    public bool IsRefused => Refusals.Count > 0;
}

internal static class Changed
{
    public static Changed<T> To<T>(T result)
        where T : class => new(result, []);

    public static Changed<T> Refused<T>(params ReadOnlySpan<Refusal> refusals)
        where T : class => new(null, ValueList.Create(refusals));
}
