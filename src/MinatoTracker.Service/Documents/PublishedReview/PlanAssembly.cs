using System.Globalization;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Gathers headings and rows into a plan. A row whose place is not sure gets one, and a warning; none is left out.</summary>
internal sealed class PlanAssembly(Preamble preamble)
{
    private readonly List<Issue> issues = [];
    private readonly List<string> strays = [.. preamble.Strays];
    private Strategy? strategy;
    private Strategy? reform;
    private Row? last;

    public bool HasRows => last is not null;

    public bool HasSections => issues.Count > 0 || reform is not null;

    public void Add(PaperLine line)
    {
        switch (line.Kind)
        {
            case LineKind.Issue:
                FindIssue(int.Parse(line.Code, CultureInfo.InvariantCulture)).Name(line.Title);
                strategy = null;
                break;
            case LineKind.Strategy:
                strategy = FindStrategy(line.Code);
                strategy.Name(line.Title);
                break;
            case LineKind.ReformPlan:
                strategy = reform ??= new("R");
                reform.Name(line.Title);
                break;
            case LineKind.Row:
                AddRow(line);
                break;
            default:
                Stray(line.Text);
                break;
        }
    }

    public PlanDocument Plan()
    {
        var document = new PlanDocument
        {
            FiscalYear = preamble.Year.Year,
            Title = preamble.Title,
            Review = new(preamble.Kind, preamble.CutoffDate, preamble.Publication),
            Issues = issues.Select(issue => issue.Done()).ToValueList(),
            ReformPlan = reform is null ? null : new(reform.Title ?? "市政改革プラン", reform.Done()),
        };
        return Repetitions.Check(document);
    }

    private void AddRow(PaperLine line)
    {
        var (number, initiative) = RowReading.Read(line, preamble, inReformPlan: strategy is not null && strategy == reform);
        var row = new Row(number, initiative);
        if (strategy is null)
        {
            strategy = HeadlessStrategy();
            row.Doubt(new(WarningCode.PlacementUnsure, initiative.Title));
        }

        strategy.Rows.Add(row);
        foreach (var stray in strays) row.Doubt(new(WarningCode.LineNotPlaced, stray));
        strays.Clear();
        last = row;
    }

    // Lines above the first row wait for it; any other belongs nowhere but next to the row it follows.
    private void Stray(string text)
    {
        if (last is null) strays.Add(text);
        else last.Doubt(new(WarningCode.LineNotPlaced, text));
    }

    // The heading is lost: most likely it was the issue's next strategy.
    private Strategy HeadlessStrategy()
    {
        var issue = issues.LastOrDefault() ?? FindIssue(1);
        return FindStrategy(string.Create(CultureInfo.InvariantCulture, $"{issue.No}-{issue.Strategies.Count + 1}"));
    }

    private Issue FindIssue(int no)
    {
        if (issues.Find(known => known.No == no) is { } issue) return issue;
        issues.Add(new(no));
        return issues[^1];
    }

    private Strategy FindStrategy(string code)
    {
        var issue = FindIssue(int.Parse(code.AsSpan(0, code.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        if (issue.Strategies.Find(known => known.Code == code) is { } strategy) return strategy;
        issue.Strategies.Add(new(code));
        return issue.Strategies[^1];
    }

    private sealed class Issue(int no)
    {
        private string? title;

        public int No => no;

        public List<Strategy> Strategies { get; } = [];

        // A heading printed again after a page break names the same issue.
        public void Name(string text) => title ??= text.Length > 0 ? text : null;

        public DocumentIssue Done() => new(no, title ?? $"経営課題{no}", Strategies.Select(s => new DocumentStrategy(s.Code, s.Title ?? $"戦略{s.Code}", s.Done())).ToValueList());
    }

    private sealed class Strategy(string code)
    {
        public string Code => code;

        public string? Title { get; private set; }

        public List<Row> Rows { get; } = [];

        public void Name(string text) => Title ??= text.Length > 0 ? text : null;

        /// <summary>Gives every row a code: its own number, or where that is lost or taken, the next free one with a warning.</summary>
        public ValueList<DocumentInitiative> Done()
        {
            HashSet<int> taken = [];
            var next = Rows.Max(row => row.Number) ?? 0;
            return Rows.Select(row => row.Number is { } number && taken.Add(number)
                ? row.Done($"{code}-{number}", sure: true)
                : row.Done($"{code}-{++next}", sure: false)).ToValueList();
        }
    }

    private sealed class Row(int? number, DocumentInitiative initiative)
    {
        private readonly List<Warning> doubts = [];

        public int? Number => number;

        public void Doubt(Warning warning) => doubts.Add(warning);

        public DocumentInitiative Done(string code, bool sure)
        {
            if (!sure) doubts.Add(new(WarningCode.PlacementUnsure, $"{number} {initiative.Title}".Trim()));
            if (initiative.Title.Length == 0) doubts.Add(new(WarningCode.CellMissing, "具体的取組"));
            return initiative with
            {
                Code = code,
                Title = initiative.Title.Length == 0 ? $"具体的取組{code}" : initiative.Title,
                Warnings = initiative.Warnings.Concat(doubts).Distinct().ToValueList(),
            };
        }
    }
}
