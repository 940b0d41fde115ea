using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MinatoTracker.Service.People;

/// <summary>Hashes passwords with the framework's hasher (PBKDF2, SHA-512, salted).</summary>
public sealed class Passwords
{
    // What OWASP asks of this function; the framework's default is half of it.
    public const int UsualIterations = 210_000;
    private static readonly Person Nobody = new() { Id = "" };
    private readonly PasswordHasher<Person> hasher;
    private readonly string decoy;

    /// <param name="iterations">Fewer are for tests only.</param>
    public Passwords(int iterations = UsualIterations)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        // Made now, and not when the first unknown name comes, who would wait twice as long.
        decoy = Hash(Guid.NewGuid().ToString());
    }

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null for a person who isn't there: the work is the same, so that the time it takes tells nothing.</param>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? decoy, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }
}
