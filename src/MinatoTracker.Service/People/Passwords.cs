using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MinatoTracker.Service.People;

/// <summary>Hashes passwords with the framework's hasher (PBKDF2, SHA-512, salted).</summary>
public sealed class Passwords
{
    // What OWASP asks of this function; the framework's default is half of it.
    private const int Iterations = 210_000;
    private static readonly Person Nobody = new() { Id = "" };
    private readonly PasswordHasher<Person> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Lazy<string> decoy;

    public Passwords() => decoy = new(() => Hash(Guid.NewGuid().ToString()));

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null for a person who isn't there: the work is the same, so that the time it takes tells nothing.</param>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? decoy.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }
}
