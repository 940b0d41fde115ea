using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using MinatoTracker.Domain;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>Who the office's people are. The log knows their ids only.</summary>
public sealed class PeopleDirectory(EventLogDatabase database, TrackerSettings settings, Passwords passwords, TimeProvider time)
{
    /// <summary>Who acts on the command line without saying who.</summary>
    public const string Operator = "operator";

    private readonly PeopleSql sql = new(database, settings);
    private readonly NameMemory memory = new(time);

    /// <summary>Null for an unknown id; an erased person is found, without a name.</summary>
    public Task<Person?> Find(string id, CancellationToken cancellation = default) =>
        sql.Single<Person>("find", new { id }, cancellation);

    public async Task<Person?> FindNamed(string signInName, CancellationToken cancellation = default) =>
        Spelling.SignInName(signInName) is { } name ? await sql.Single<Person>("find_named", new { signInName = name }, cancellation) : null;

    public Task<IReadOnlyList<Person>> All(CancellationToken cancellation = default) => sql.Query<Person>("list", null, cancellation);

    /// <summary>Those of the ids that somebody has.</summary>
    public Task<IReadOnlyList<Person>> These(IReadOnlyCollection<string> ids, CancellationToken cancellation = default) =>
        sql.Query<Person>("these", new { ids = ids.ToArray() }, cancellation);

    /// <summary>What to call each of them; an id that has no name here, or none any more, stands for itself.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Names(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        var names = ids.Distinct(StringComparer.Ordinal).ToDictionary(id => id, StringComparer.Ordinal);
        // Whoever works at the machine itself has no account.
        if (names.ContainsKey(Operator)) names[Operator] = PeopleTexts.Of("Operator");
        foreach (var id in names.Keys.Where(id => id != Operator)) names[id] = memory.Recall(id) ?? id;
        string[] asked = [.. names.Where(name => name.Key == name.Value).Select(name => name.Key)];
        if (asked.Length == 0) return names;
        foreach (var person in await sql.Query<Person>("names", new { ids = asked }, cancellation))
        {
            names[person.Id] = person.Name;
            memory.Keep(person.Id, person.Name);
        }

        return names;
    }

    /// <summary>The active people of a section, with their addresses.</summary>
    public Task<IReadOnlyList<Person>> InSection(string section, CancellationToken cancellation = default) =>
        sql.Query<Person>("in_section", new { section }, cancellation);

    /// <summary>Null for a wrong password and for a name that nobody has, after the same work.</summary>
    public async Task<Person?> SignIn(string name, string password, CancellationToken cancellation = default)
    {
        // A name that no one can have is asked for too: leaving the question out would answer faster.
        var signInName = Spelling.SignInName(name) ?? "";
        var secret = await sql.Single<Secret>("secret", new { signInName }, cancellation);
        var result = passwords.Verify(secret?.PasswordHash, password);
        if (secret is null || result == PasswordVerificationResult.Failed) return null;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await sql.Execute(
                "rehash", new { id = secret.Id, @checked = secret.PasswordHash, passwordHash = passwords.Hash(password) }, cancellation);
        }

        return await Find(secret.Id, cancellation);
    }

    public async Task<Changed<Person>> Create(NewPerson person, CancellationToken cancellation = default)
    {
        var mistakes = Spelling.Mistakes(person).ToValueList();
        if (mistakes.Count > 0) return new(null, mistakes);
        var id = $"p-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var signInName = Spelling.SignInName(person.SignInName);
        var added = await sql.Execute("create", new
        {
            id,
            displayName = person.DisplayName.Trim(),
            email = person.Email,
            section = person.Section?.Trim(),
            signInName,
            passwordHash = person.Password is { } password ? passwords.Hash(password) : null,
            stamp = NewStamp(),
            now = time.GetUtcNow(),
        }, cancellation);
        return added == 1
            ? Changed.To((await Find(id, cancellation))!)
            : Changed.Refused<Person>(new Refusal("signInName", RefusalCode.AlreadyExists, signInName));
    }

    /// <summary>Changes what is given: another address, another section, another name.</summary>
    /// <param name="email">Null for as it is, empty for none; so the section.</param>
    public async Task<Changed<Person>> ChangeFacts(
        string id, string? name, string? email, string? section, CancellationToken cancellation = default)
    {
        if (await Find(id, cancellation) is not { DisplayName: { } displayName, SignInName: { } signInName } person) return Unknown(id);
        var changed = new NewPerson(signInName, name ?? displayName, Text(email ?? person.Email), Text(section ?? person.Section), null);
        var mistakes = Spelling.Mistakes(changed).ToValueList();
        if (mistakes.Count > 0) return new(null, mistakes);
        return await Change("change", id, new { id, displayName = changed.DisplayName.Trim(), email = changed.Email, section = changed.Section }, cancellation);
    }

    /// <summary>Gives a person a password, and ends the sessions that the old one began.</summary>
    public async Task<Changed<Person>> SetPassword(string id, string password, CancellationToken cancellation = default)
    {
        if (await Find(id, cancellation) is not { SignInName: { } signInName }) return Unknown(id);
        var mistakes = Spelling.PasswordMistakes(password, signInName).ToValueList();
        if (mistakes.Count > 0) return new(null, mistakes);
        return await Change("set_password", id, new { id, passwordHash = passwords.Hash(password), stamp = NewStamp() }, cancellation);
    }

    /// <summary>Ends a person's sessions and tokens, and lets nobody sign in as them. The name stays readable in the history.</summary>
    public Task<Changed<Person>> Deactivate(string id, CancellationToken cancellation = default) =>
        Change("deactivate", id, new { id, stamp = NewStamp(), now = time.GetUtcNow() }, cancellation);

    /// <summary>Removes all that tells who the person is. The id stays, and with it the history.</summary>
    public Task<Changed<Person>> Erase(string id, CancellationToken cancellation = default) =>
        Change("erase", id, new { id, stamp = NewStamp(), now = time.GetUtcNow() }, cancellation);

    private async Task<Changed<Person>> Change(string file, string id, object values, CancellationToken cancellation)
    {
        memory.Forget(id);
        return await sql.Execute(file, values, cancellation) > 0 && await Find(id, cancellation) is { } person
            ? Changed.To(person)
            : Unknown(id);
    }

    private static string? Text(string? given) => given?.Trim() is { Length: > 0 } text ? text : null;

    private static Changed<Person> Unknown(string id) => Changed.Refused<Person>(new Refusal("person", RefusalCode.NotAChoice, id));

    private static string NewStamp() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    private sealed record Secret(string Id, string? PasswordHash);
}
