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
            ReformPlan = reform is null ? null : new(reform.Title!, reform.DoneRows(unsure: false)),
        };
        return Repetitions.Check(document);
    }

    private void AddRow(PaperLine line)
    {
        var (number, initiative) = RowReading.Read(line, preamble, inReformPlan: strategy is not null && strategy == reform);
        var row = new Row(number, initiative);
        strategy ??= HeadlessStrategy();
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

        public DocumentIssue Done() => new(
            no, title ?? $"経営課題{no}", Strategies.Select(strategy => strategy.Done(headless: title is null)).ToValueList());
    }

    private sealed class Strategy(string code)
    {
        public string Code => code;

        public string? Title { get; private set; }

        public List<Row> Rows { get; } = [];

        public void Name(string text) => Title ??= text.Length > 0 ? text : null;

        /// <param name="headless">True where the heading above the strategy's own is lost.</param>
        public DocumentStrategy Done(bool headless) => new(Code, Title ?? $"戦略{Code}", DoneRows(headless || Title is null));

        /// <summary>
        /// Gives every row a code: its own number, or where that is lost or taken, the next free one. Numbers that start anew
        /// mean that a heading is lost, so that no row from there on is surely where it belongs.
        /// </summary>
        public ValueList<DocumentInitiative> DoneRows(bool unsure)
        {
            HashSet<int> taken = [];
            var (free, highest) = (Rows.Max(row => row.Number) ?? 0, 0);
            List<DocumentInitiative> done = [];
            foreach (var row in Rows)
            {
                unsure |= row.Number <= highest;
                highest = row.Number ?? highest;
                var own = row.Number is { } number && taken.Add(number) ? number : (int?)null;
                done.Add(row.Done($"{code}-{own ?? ++free}", unsure || own is null));
            }

            return done.ToValueList();
        }
    }

    private sealed class Row(int? number, DocumentInitiative initiative)
    {
        private readonly List<Warning> doubts = [];

        public int? Number => number;

        public void Doubt(Warning warning) => doubts.Add(warning);

        public DocumentInitiative Done(string code, bool unsure)
        {
            if (unsure) doubts.Add(new(WarningCode.PlacementUnsure, $"{number} {initiative.Title}".Trim()));
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
