using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MinatoTracker.Benchmarks.Works;
using Spectre.Console;

namespace MinatoTracker.Benchmarks;

/// <summary>The table of design section 11.</summary>
internal static class Table
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Every work by its name, in the order of the table.</summary>
    public static IReadOnlyDictionary<string, Func<BenchCluster, CancellationToken, Task<Row>>> Works { get; } =
        new Dictionary<string, Func<BenchCluster, CancellationToken, Task<Row>>>
        {
            ["append-1"] = AppendOne.Measure,
            ["append-32"] = AppendMany.Measure,
            ["bulk-import"] = BulkImport.Measure,
            ["as-of"] = AsOf.Measure,
            ["as-of-flatness"] = AsOfFlatness.Measure,
            ["rebuild"] = Rebuild.Measure,
            ["rebuild-memory"] = RebuildMemory.Measure,
            ["reminders"] = Reminders.Measure,
            ["reminder-planning"] = ReminderPlanningWork.Measure,
            ["digest-render"] = DigestRender.Measure,
            ["reminders-reliability"] = RemindersReliability.Measure,
            ["overview-p99"] = Served.OverviewP99,
            ["cold-start"] = Served.ColdStart,
            ["idle-memory"] = Served.IdleMemory,
        };

    /// <summary>What others reach at a work, by their names. Set by what comes with them.</summary>
    public static Func<Row, BenchCluster, CancellationToken, Task<Row>> WithPeers { get; set; } = (row, _, _) => Task.FromResult(row);

    /// <summary>Works that take minutes however small they are made: --quick leaves them out unless they are named.</summary>
    public static IReadOnlySet<string> Long { get; } = new HashSet<string> { "reminders-reliability" };

    public static async Task<IReadOnlyList<Row>> Measure(BenchCluster cluster, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        List<Row> rows = [];
        foreach (var work in wanted)
        {
            var start = Stopwatch.GetTimestamp();
            rows.Add(await WithPeers(await Works[work](cluster, cancellation), cluster, cancellation));
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[grey]{work} measured in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s[/]");
        }

        return rows;
    }

    public static void Print(IReadOnlyList<Row> rows)
    {
        var table = new Spectre.Console.Table().AddColumns(
            new TableColumn("work"), new TableColumn("unit"), Number("ours"), Number("floor"), Number("ratio"), Number("must reach"), new TableColumn("ok?"));
        string[] peers = [.. rows.SelectMany(row => row.Peers.Keys).Distinct()];
        table.AddColumns([.. peers.Select(Number)]);
        foreach (var row in rows)
        {
            table.AddRow(
            [
                row.Work, row.Unit, Told(row.Ours), Told(row.Floor), Told(row.Ratio, "0.00"), Told(row.MustReach, "0.00"),
                row.IsReached ? "[green]yes[/]" : "[red]no[/]",
                .. peers.Select(peer => row.Peers.TryGetValue(peer, out var reached) ? Told(reached) : ""),
            ]);
        }

        AnsiConsole.Write(table);
    }

    public static void Write(IReadOnlyList<Row> rows, FileInfo file)
    {
        file.Directory?.Create();
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(new { rows }, Shape) + "\n");
    }

    private static TableColumn Number(string name) => new TableColumn(name).RightAligned();

    private static string Told(double value, string? format = null) =>
        value.ToString(format ?? (value < 100 ? "0.00" : "#,0"), CultureInfo.InvariantCulture);
}
