using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>
/// Invented people to try the service with: a reporter of each section, two chiefs, a planner, an approver, an administrator.
/// Their password is printed, so this is for a service that only its own computer reaches.
/// </summary>
public sealed class DemoPeople(PeopleDirectory people, AccessRoles roles, TrackerSettings settings)
{
    private const string Key = "password: ";

    private sealed record Entry(string SignInName, string DisplayName, string? Section, string Email, Role[] Roles);

    private string PasswordFile => Path.Combine(settings.LocalFolder, "demo-people.txt");

    /// <summary>Makes sure that they are there and have the password of this run folder. Safe to repeat.</summary>
    /// <param name="language">Of the lines to print.</param>
    public async Task<DemoAccounts> Create(CultureInfo? language = null, CancellationToken cancellation = default)
    {
        var entries = Entries();
        var (password, kept) = await Password(cancellation);
        // One sign-in tells whether the kept password is the one of this database's people.
        var fits = kept && await people.SignIn(entries[0].SignInName, password, cancellation) is not null;
        List<(Entry, Person)> accounts = [];
        foreach (var entry in entries) accounts.Add((entry, await Account(entry, password, fits, cancellation)));
        var lines = Lines(accounts, password, language ?? CultureInfo.CurrentUICulture).ToArray();
        if (!kept) await PrivateFiles.Write(PasswordFile, $"{Key}{password}\n{string.Join('\n', lines)}\n", cancellation);
        return new([.. accounts.Select(account => account.Item2)], password, lines);
    }

    private async Task<Person> Account(Entry entry, string password, bool fits, CancellationToken cancellation)
    {
        var person = await people.FindNamed(entry.SignInName, cancellation);
        if (person is null)
        {
            var created = await people.Create(new(entry.SignInName, entry.DisplayName, entry.Email, entry.Section, password), cancellation);
            // Another process may have been faster.
            person = created.Result ?? await people.FindNamed(entry.SignInName, cancellation)
                ?? throw new InvalidOperationException($"The demo person {entry.SignInName} is refused: {string.Join(", ", created.Refusals)}");
        }
        else if (!fits)
        {
            await people.SetPassword(person.Id, password, cancellation);
        }

        if (person.Active)
            foreach (var role in entry.Roles) await roles.Grant("demo", person.Id, role, cancellation: cancellation);
        return person;
    }

    private async Task<(string Password, bool Kept)> Password(CancellationToken cancellation)
    {
        var lines = File.Exists(PasswordFile) ? await File.ReadAllLinesAsync(PasswordFile, cancellation) : [];
        var kept = lines.FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim();
        return kept is { Length: >= Spelling.ShortestPassword } ? (kept, true) : (RandomPassword(), false);
    }

    /// <summary>To be copied by hand: without letters that look alike.</summary>
    internal static string RandomPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));

    private IEnumerable<string> Lines(IEnumerable<(Entry Entry, Person Person)> accounts, string password, CultureInfo language)
    {
        yield return PeopleTexts.In(language, "Demo.Heading");
        foreach (var (entry, _) in accounts)
        {
            var does = string.Join(", ", entry.Roles.Select(role => PeopleTexts.In(language, $"Role.{role}")).Append(entry.Section).OfType<string>());
            yield return PeopleTexts.In(language, "Demo.SignIn", $"{settings.PublicUrl}/sign-in", entry.SignInName, does, password);
        }
    }

    private static Entry[] Entries()
    {
        using var file = typeof(DemoPeople).Assembly.GetManifestResourceStream("People/demo-people.json")!;
        return JsonSerializer.Deserialize<Entry[]>(file, JsonShapes.Options)!;
    }
}

/// <param name="Lines">To print: where and how to sign in.</param>
public sealed record DemoAccounts(IReadOnlyList<Person> People, string Password, IReadOnlyList<string> Lines);
