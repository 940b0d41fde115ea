using MinatoTracker.EventLog.Server;
using MinatoTracker.Service.Tests.Support;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace MinatoTracker.Service.Tests.Support;

/// <summary>A real PostgreSQL for this run of tests: the one that MINATO_TEST_POSTGRES names, or a private one that ends with the run.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PrivatePostgres>> Own = new(() => PrivatePostgres.Start(new()
    {
        Directory = Path.Combine(Path.GetTempPath(), $"minato-service-{Environment.ProcessId}"),
        Durable = false,
        KeepData = false,
    }));

    public static async Task<string> ConnectionString() =>
        Environment.GetEnvironmentVariable("MINATO_TEST_POSTGRES") is { Length: > 0 } configured
            ? configured
            : (await Own.Value).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (Own.IsValueCreated) await (await Own.Value).DisposeAsync();
    }
}
