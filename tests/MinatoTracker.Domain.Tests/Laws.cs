using FsCheck;

namespace MinatoTracker.Domain.Tests;

public static class Laws
{
    /// <summary>A failure names the seed to replay it with (<c>WithReplay</c>), and the smallest case found.</summary>
    public static Config Thorough { get; } = Config.QuickThrowOnFailure.WithMaxTest(400).WithQuietOnSuccess(true);
}
