using System.CommandLine;
using MinatoTracker.Benchmarks;

Option<bool> quick = new("--quick") { Description = "Fewer and shorter rounds: the whole table in less than a minute." };
Option<FileInfo?> json = new("--json") { Description = "Write the rows to this file as JSON." };
Option<string[]> work = new("--work") { Description = "Measure this row only; may be repeated." };
work.AcceptOnlyFromAmong([.. Table.Works.Keys]);

var root = new RootCommand("Measures MinatoTracker against hand-written SQL: design section 11.") { quick, json, work };
root.SetAction(async (parsed, cancellation) =>
{
    var wanted = parsed.GetValue(work) is { Length: > 0 } named ? named : [.. Table.Works.Keys.Where(name => !parsed.GetValue(quick) || !Table.Long.Contains(name))];
    await using var cluster = await BenchCluster.Start(parsed.GetValue(quick), cancellation);
    var rows = await Table.Measure(cluster, wanted, cancellation);
    Table.Print(rows);
    if (parsed.GetValue(json) is { } file) Table.Write(rows, file);
    return rows.All(row => row.IsReached) ? 0 : 2;
});
return await root.Parse(args).InvokeAsync();
