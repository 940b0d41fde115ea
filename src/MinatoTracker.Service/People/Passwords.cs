using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MinatoTracker.Service.People;

/// <summary>Hashes passwords with the framework's hasher (PBKDF2, SHA-512, salted).</summary>
public sealed class Passwords
{
    // What OWASP asks of this function; the framework's default is half of it.
    private const int UsualIterations = 210_000;
    private static readonly Person Nobody = new() { Id = "" };
    private readonly IPasswordHasher<Person> hasher;
    private readonly Task<string> decoy;

    public Passwords()
        : this(HasherOf(UsualIterations))
    {
    }

    /// <summary>For tests, which have no secrets to keep and little time.</summary>
    internal Passwords(IPasswordHasher<Person> hasher)
    {
        this.hasher = hasher;
        // Made now, beside the start, and not when the first unknown name comes, who would wait twice as long.
        decoy = Task.Run(() => Hash(Guid.NewGuid().ToString()));
    }

    internal static PasswordHasher<Person> HasherOf(int iterations) => new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null for a person who isn't there: the work is the same, so that the time it takes tells nothing.</param>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? decoy.GetAwaiter().GetResult(), password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }
}
