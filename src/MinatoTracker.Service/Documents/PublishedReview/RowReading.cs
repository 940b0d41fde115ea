using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Reads one row into an initiative; its code is given when its whole section is read.</summary>
internal static partial class RowReading
{
    private const string NoReasonTold = "（理由の記載なし）";

    public static (int? Number, DocumentInitiative Initiative) Read(PaperLine row, Preamble preamble, bool inReformPlan)
    {
        var layout = CellLayout.Of(row);
        var initiative = RepeatedListing(row, layout) ?? Read(layout, preamble, inReformPlan);
        return (layout.Number, initiative);
    }

    private static DocumentInitiative? RepeatedListing(PaperLine row, CellLayout layout)
    {
        var plain = Markup.Plain(Markup.Strip(row.Text));
        var match = Repeats().Match(JapaneseText.Fold(plain));
        if (!match.Success || Rating.IsIn(plain)) return null;
        var code = match.Groups["code"].Value.Replace(" ", "", StringComparison.Ordinal);
        // Such a row has nothing of its own; what stands there all the same is kept as a doubt.
        var extra = new[] { layout.Activity, layout.Target, layout.Status }.Where(cell => cell.Length > 0 && !cell.Contains("再掲", StringComparison.Ordinal));
        return new()
        {
            Code = "",
            Title = layout.Title,
            RepeatedFrom = code,
            Warnings = extra.Select(cell => new Warning(WarningCode.LineNotPlaced, cell)).ToValueList(),
        };
    }

    private static DocumentInitiative Read(CellLayout layout, Preamble preamble, bool inReformPlan)
    {
        var rating = Rating.In(layout.Status);
        var narrative = rating is null ? layout.Status : rating.After;
        var records = ActivityRecords.Split(layout.Activity);
        var read = Targets(layout.Target, records, narrative, preamble);
        var indicators = read.Select((one, i) => Indicator(one, $"{i + 1}", layout.Title, narrative, preamble)).ToValueList();
        return new()
        {
            Code = "",
            Title = layout.Title,
            Indicators = indicators,
            ActivityRecords = records.ToValueList(),
            AttainmentOutlook = rating?.Outlook,
            ProgressStatus = rating?.Progress,
            Narrative = narrative.Length == 0 ? null : narrative,
            Warnings = layout.Warnings()
                .Concat(OfStatus(rating, layout, inReformPlan))
                .Concat(read.SelectMany((one, i) => OfTarget(one, $"{i + 1}", narrative, preamble)))
                .Concat(OfNarrative(narrative, indicators))
                .Distinct().ToValueList(),
        };
    }

    private static ValueList<TargetRead> Targets(string cell, IReadOnlyList<string> records, string narrative, Preamble preamble)
    {
        var told = RevisionReading.InNarrative(narrative, preamble.Year);
        var items = cell.StartsWith('・') ? ActivityRecords.Split(cell) : [];
        if (items.Count > 1)
        {
            return TargetCellReading.ReadSum(items, records, preamble.Year) is { } sum
                ? [sum]
                : items.SelectMany(item => TargetCellReading.Read(item, preamble.Year)).ToValueList();
        }

        var read = TargetCellReading.Read(items.Count == 1 ? items[0] : cell, preamble.Year);
        if (told is null) return read;
        // The narrative may tell the whole story where the target's own cell is lost, or revise the target that stands there.
        return read.Count == 0 ? [told] : read.Select(one => one.Revision is null && SameTarget(one, told) ? one with { Revision = told.Revision } : one).ToValueList();
    }

    private static bool SameTarget(TargetRead one, TargetRead other) =>
        one.Target with { Text = "" } == other.Target with { Text = "" } && (one.Name is null || other.Name is null || one.Name == other.Name);

    private static DocumentIndicator Indicator(TargetRead read, string id, string title, string narrative, Preamble preamble) => new()
    {
        Id = id,
        Name = read.Name ?? (title.Length > 0 ? title : read.Target.Text),
        Target = read.Target,
        Revision = read.Revision is { } revision ? Revision(revision, narrative, preamble) : null,
    };

    private static DocumentRevision Revision(RevisionRead read, string narrative, Preamble preamble)
    {
        // The whole narrative: what led to the change often stands sentences before the one that tells it.
        return new(
            read.Kind,
            read.Target,
            read.IndicatorName,
            Infection().IsMatch(narrative) ? ReasonCode.InfectiousDisease : ReasonCode.Other,
            narrative.Length > 0 ? narrative : NoReasonTold,
            preamble.PublishedOn);
    }

    private static IEnumerable<Warning> OfStatus(Rating? rating, CellLayout layout, bool inReformPlan)
    {
        if (layout.Status.Length == 0) return [];
        if (rating?.Outlook is null) return [new(WarningCode.StatusUnreadable, rating?.Text)];
        // Only reform-plan rows go without the second axis by design; a merged row is doubted already.
        return rating.Progress is null && !inReformPlan && !layout.Merged ? [new(WarningCode.StatusUnreadable, rating.Text)] : [];
    }

    private static IEnumerable<Warning> OfTarget(TargetRead read, string id, string narrative, Preamble preamble)
    {
        foreach (var warning in read.Warnings) yield return warning with { Indicator = id };
        if (read.Revision is not { } revision) yield break;
        if (revision.KindAssumed) yield return new(WarningCode.RevisionKindAssumed, revision.Target.Text, id);
        if (preamble.PublishedOn is null) yield return new(WarningCode.DateImprecise, preamble.Publication?.PublishedOn, id);
        if (narrative.Length == 0) yield return new(WarningCode.CellMissing, NoReasonTold, id);
    }

    private static IEnumerable<Warning> OfNarrative(string narrative, ValueList<DocumentIndicator> indicators)
    {
        if (indicators.All(indicator => indicator.Revision is null) && Narratives.ChangedGoal(narrative) is { } changed)
            yield return new(WarningCode.ChangeOnlyInNarrative, changed);
        if (Narratives.BrokenOff(narrative) is { } broken) yield return new(WarningCode.TextBreaksOff, broken);
    }

    [GeneratedRegex(@"(?<code>[0-9]{1,4} ?- ?[0-9]{1,4} ?- ?[0-9]{1,4}) ?の?\(?再掲", RegexOptions.CultureInvariant)]
    private static partial Regex Repeats();

    [GeneratedRegex("コロナ|感染症|感染拡大", RegexOptions.CultureInvariant)]
    private static partial Regex Infection();
}
