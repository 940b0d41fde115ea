using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Documents;

namespace MinatoTracker.Service.Tests.Documents;

/// <summary>A paper that lost something on its way still gives every row; what became unsure is told on the row.</summary>
public sealed partial class DamagedPaperTests
{
    public static TheoryData<string> Sources => ["miniature", "paper"];

    [Theory, MemberData(nameof(Sources))]
    public void A_lost_tab_costs_no_row_and_no_word_and_is_told(string source)
    {
        var (text, plan) = Source(source);
        foreach (var tab in Some(source, Places(text, '\t').Where(at => !IsHeader(text, at))))
        {
            var damaged = Papers.Read(text.Remove(tab, 1));

            SameRows(damaged, plan, $"tab at {tab}");
            var changed = Changed(damaged, plan);
            // Beside an empty cell a tab parts nothing, and cells that ran together before do so still.
            if (changed.Length == 0) (IsBesideAnEmptyCell(text, tab) || IsMerged(LineOf(text, tab), plan)).ShouldBeTrue(LineOf(text, tab));
            else
            {
                var row = changed.ShouldHaveSingleItem(LineOf(text, tab));
                row.Doubts().ShouldContain(WarningCode.CellsMerged);
                NothingLost(LineOf(text, tab), row);
            }
        }
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_lost_tag_costs_no_row_and_no_word(string source)
    {
        var (text, plan) = Source(source);
        foreach (var tag in Some(source, Tag().Matches(text)))
        {
            var damaged = Papers.Read(text.Remove(tag.Index, tag.Length));

            SameRows(damaged, plan, $"{tag.Value} at {tag.Index}");
            foreach (var row in Changed(damaged, plan))
            {
                // A list tag may be all that parts the records; the text stays.
                row.Everything().ShouldBe(plan.Row(row.Code).Everything(), $"{tag.Value} at {tag.Index}");
            }
        }
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_line_that_belongs_to_nothing_is_kept_as_a_doubt_and_changes_nothing_else(string source)
    {
        const string Garbage = "- 7 - この行は印刷のゴミ";
        var (text, plan) = Source(source);
        foreach (var end in Some(source, Places(text, '\n').Skip(2)))
        {
            var damaged = Papers.Read(text.Insert(end, "\n" + Garbage));

            var doubted = Changed(damaged, plan).ShouldHaveSingleItem($"line after {end}");
            doubted.Warnings[^1].ShouldBe(new Warning(WarningCode.LineNotPlaced, Garbage));
            (doubted with { Warnings = [.. doubted.Warnings.SkipLast(1)] }).ShouldBe(plan.Row(doubted.Code));
        }
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_lost_heading_costs_no_row_and_no_row_moves_without_a_word(string source)
    {
        var (text, plan) = Source(source);
        foreach (var heading in Some(source, Heading().Matches(text)))
        {
            var damaged = Papers.Read(text.Remove(heading.Index, heading.Length));

            damaged.AllInitiatives().Count().ShouldBe(plan.AllInitiatives().Count(), heading.Value);
            damaged.AllInitiatives().Select(row => row.Code).ShouldBeUnique(heading.Value);
            var unsure = damaged.AllInitiatives().Where(row => row.Doubts().Contains(WarningCode.PlacementUnsure)).ToArray();
            unsure.ShouldNotBeEmpty(heading.Value);
            foreach (var row in damaged.AllInitiatives().Except(unsure)) plan.Row(row.Code).Title.ShouldBe(row.Title);
        }
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_row_printed_twice_is_there_twice_under_codes_of_their_own(string source)
    {
        var (text, plan) = Source(source);
        foreach (var line in Some(source, text.Split('\n').Where(line => line.Contains('\t') && !line.StartsWith("具体的取組", StringComparison.Ordinal))))
        {
            var damaged = Papers.Read(text.Replace(line, $"{line}\n{line}", StringComparison.Ordinal));

            damaged.AllInitiatives().Count().ShouldBe(plan.AllInitiatives().Count() + 1);
            damaged.AllInitiatives().Select(row => row.Code).ShouldBeUnique();
            damaged.AllInitiatives().SelectMany(row => row.Doubts()).ShouldContain(WarningCode.PlacementUnsure);
        }
    }

    [Fact]
    public void A_target_that_ran_into_the_activities_is_parted_where_it_reads_as_one_beyond_doubt()
    {
        var row = Papers.Read(Papers.Miniature.Replace("配布 \tあいさつ", "配布 あいさつ", StringComparison.Ordinal)).Row("1-1-1");

        row.Warnings.ShouldBe([new Warning(WarningCode.CellsMerged)]);
        (row with { Warnings = [] }).ShouldBe(Papers.Read(Papers.Miniature).Row("1-1-1"));
    }

    [Fact]
    public void A_target_that_ran_into_the_activities_and_is_not_sure_stays_there()
    {
        var row = Papers.Read(Papers.Miniature.Replace("実務者会議：2回 \tまちの縁側", "実務者会議：2回 まちの縁側", StringComparison.Ordinal)).Row("1-1-2");

        row.Indicators.ShouldBeEmpty();
        row.ActivityRecords[^1].ShouldEndWith("まちの縁側の数：2箇所");
        row.Warnings.ShouldBe([new Warning(WarningCode.CellsMerged), new Warning(WarningCode.CellMissing, "目標")]);
    }

    [Fact]
    public void A_row_without_its_number_takes_the_next_free_one_and_says_so()
    {
        var plan = Papers.Read(Papers.Miniature.Replace("\n1 水辺まつり", "\n水辺まつり", StringComparison.Ordinal));

        var row = plan.AllInitiatives().Single(row => row.Title == "水辺まつり");
        row.Code.ShouldBe("2-1-3");
        row.Doubts().ShouldContain(WarningCode.PlacementUnsure);
        plan.Row("2-1-2").Doubts().ShouldNotContain(WarningCode.PlacementUnsure);
    }

    [Fact]
    public void A_row_that_repeats_none_is_listed_as_its_own_and_says_so()
    {
        var row = Papers.Read(Papers.Miniature.Replace("1-1-2の再掲", "1-1-9の再掲", StringComparison.Ordinal)).Row("1-2-2");

        row.RepeatedFrom.ShouldBeNull();
        row.Warnings.ShouldBe([new Warning(WarningCode.PlacementUnsure, "1-1-9")]);
    }

    [Fact]
    public void A_row_broken_over_two_lines_is_put_together_and_says_so()
    {
        var plan = Papers.Read(Papers.Miniature.Replace("朝のあいさつ運動：12回 ", "朝のあいさつ運動：12回\n", StringComparison.Ordinal));

        var (row, whole) = (plan.Row("1-1-1"), Papers.Read(Papers.Miniature).Row("1-1-1"));
        row.Warnings.ShouldBe([new Warning(WarningCode.CellsMerged)]);
        (row with { Warnings = [] }).ShouldBe(whole);
    }

    [Fact]
    public void A_header_in_the_middle_of_a_table_makes_no_difference()
    {
        var header = Papers.Miniature.Split('\n').First(line => line.StartsWith("具体的取組", StringComparison.Ordinal));

        Papers.Read(Papers.Miniature.Replace("\n2 まちの縁側", $"\n{header}\n2 まちの縁側", StringComparison.Ordinal))
            .ShouldBe(Papers.Read(Papers.Miniature));
    }

    [Fact]
    public void Any_damage_gives_a_whole_plan_or_a_reason() => Prop.ForAll(
        Gen.Choose(0, Papers.Miniature.Length - 1).Two().ToArbitrary(), Gen.Elements("", "\t", "\n", "【", "」", "<ul>", "①", "⇒", "再掲", "3").ToArbitrary(),
        (range, insert) =>
        {
            var (from, to) = (Math.Min(range.Item1, range.Item2), Math.Max(range.Item1, range.Item2));
            var result = PlanDocumentFile.Read(Papers.Miniature.Remove(from, Math.Min(to - from, 60)).Insert(from, insert));

            if (!result.IsRead) result.Problem!.Code.ShouldBeOneOf(ReadProblemCode.NoPlanTitle, ReadProblemCode.NoReview);
            else PlanDocumentFile.Read(PlanDocumentFile.Write(result.Document)).Document.ShouldBe(result.Document);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static (string Text, PlanDocument Plan) Source(string source)
    {
        var text = source == "miniature" ? Papers.Miniature : Papers.Published;
        return (text, Papers.Read(text));
    }

    // The small paper is damaged everywhere; of the large one a third is enough, for time.
    private static IEnumerable<T> Some<T>(string source, IEnumerable<T> places) =>
        source == "miniature" ? places : places.Where((_, i) => i % 3 == 1);

    private static void SameRows(PlanDocument damaged, PlanDocument plan, string what) =>
        damaged.AllInitiatives().Select(row => row.Code).ShouldBe(plan.AllInitiatives().Select(row => row.Code), what);

    private static DocumentInitiative[] Changed(PlanDocument damaged, PlanDocument plan) =>
        [.. damaged.AllInitiatives().Zip(plan.AllInitiatives()).Where(pair => pair.First != pair.Second).Select(pair => pair.First)];

    /// <summary>Every run of Japanese in the printed line is somewhere in the row, but for the particle before a bound and the status.</summary>
    private static void NothingLost(string line, DocumentInitiative row)
    {
        // A の may join a name to its criterion as well.
        var everything = row.Everything().Replace("の", "", StringComparison.Ordinal);
        var printed = StatusOrRepeat().Replace(Tag().Replace(line, ""), "\t");
        foreach (Match run in Words().Matches(printed))
        {
            var words = run.Value.TrimEnd('を', 'が', 'は', 'に', 'も', 'の');
            if (words.EndsWith("について", StringComparison.Ordinal)) words = words[..^4];
            everything.ShouldContain(words.Replace("の", "", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<int> Places(string text, char wanted) => Enumerable.Range(0, text.Length).Where(i => text[i] == wanted);

    private static string LineOf(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text[start..(end < 0 ? text.Length : end)];
    }

    private static bool IsBesideAnEmptyCell(string text, int tab) =>
        text[tab - 1] == '\t' || tab + 1 == text.Length || text[tab + 1] is '\t' or '\n';

    private static bool IsMerged(string line, PlanDocument plan) =>
        plan.AllInitiatives().Any(row => line.Contains(row.Title, StringComparison.Ordinal) && row.Doubts().Contains(WarningCode.CellsMerged));

    private static bool IsHeader(string text, int at) => LineOf(text, at).StartsWith("具体的取組", StringComparison.Ordinal);

    [GeneratedRegex("</?[a-z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("(?<=\n)(?:経営課題|戦略|「市政改革)[^\t\n]*\n")]
    private static partial Regex Heading();

    [GeneratedRegex(@"【\s*目標[^】]*】|具体的取組[0-9-]+の再掲")]
    private static partial Regex StatusOrRepeat();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}ァ-ヶー]{3,}")]
    private static partial Regex Words();
}
