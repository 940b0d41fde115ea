using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Documents;

namespace MinatoTracker.Service.Tests.Documents;

/// <summary>The papers and files that the tests of this folder read.</summary>
internal static class Papers
{
    public const string PublishedPaperVariable = "MINATO_REVIEW_DOCUMENT";

    public static string Sample => File.ReadAllText(Path.Combine(Root, "ops", "samples", "minato-2020.json"));

    /// <summary>Text of the real paper; without it the test that asks is skipped.</summary>
    public static string Published
    {
        get
        {
            var path = Environment.GetEnvironmentVariable(PublishedPaperVariable);
            Assert.SkipWhen(string.IsNullOrEmpty(path), $"set {PublishedPaperVariable} to the published paper");
            return File.ReadAllText(path!);
        }
    }

    /// <summary>A small paper in the project's own words, with every oddity of a real one.</summary>
    public static string Miniature { get; } = """


        令和3年度 みなと区運営方針に関する 中間振り返りの概要版

        令和3年度 第2回 みなと区区政会議 事前配付資料

        令和3年 10月

        経営課題 1 つながるまち

        戦略1-1 あいさつの広がるまち

        具体的取組	現状の主な取組実績	目標（取組によりめざす指標）	達成状況と課題・改善策
        1 あいさつ運動	<ul style="list-style-type: none"> 朝のあいさつ運動：12回 のぼり旗を商店街で配布 	あいさつをすると答えた区民の割合：55%以上	<p>【目標達成見込、<u>取組予定通り進捗していない</u>】</p> <p>新型コロナの影響により、校門での運動を休んだ。</p> <p>今後は放送での呼びかけに切り替える。</p>
        2 まちの縁側	<ul> ・縁側の開設：３箇所 ・運営者との打合せ 実務者会議：2回 	まちの縁側の数：2箇所	【目標達成見込、取組予定通り進捗している】

        戦略1-2 学びのあるまち

        具体的取組	現状の主な取組実績	目標（取組によりめざす指標）	達成状況と課題・改善策
        1 出前講座	<ul style="list-style-type: none"> 出前講座の実施：2件 	①受講者の満足度：前年（50.3%）を上回る ②受講率：前年同時期（17.6%）の0.5%増	<p>【目標達成見込、 <u>取組予定通り進捗していない</u> 】 計画どおり実施している。集会や

        具体的取組	現状の主な取組実績	目標（取組によりめざす指標）	達成状況と課題・改善策
        2 見守り		具体的取組1-1-2の再掲	
        3 くらしの相談	<p>【目標未達成見込】 新型コロナの影響により、相談が6月までに429件となった中、目標を「専門家が加わったプランの割合30%以上」を「事例を学ぶ会を2回以上開催する」に変更する。</p>		

        経営課題 2 にぎわうまち

        戦略2-1 水辺を生かすまち

        具体的取組	現状の主な取組実績	目標（取組によりめざす指標）	達成状況と課題・改善策
        1 水辺まつり	・ まつりの準備	来場者数の増加（平成28年度：約2,000人⇒令和3年度：約2,500人） ⇒【変更】まつりの動画の再生回数：4,000回以上	【目標未達成見込、取組予定通り進捗していない】 予算の都合により、目標指標を左記のとおり変更する。
        <p>2 会議の運営</p>	<ul> 会議資料を事前に送付 	<p>意見交換ができたと感じる委員の割合：前年度（77.3%）</p>	【目標達成見込、 取組予定通り進捗していない 】 書面を含め年3回開くという取組目標に改める

        「市政改革プラン3.0」に基づく取組等

        具体的取組	現状の主な取組実績	目標	達成状況と課題・改善策
        1 歳入の確保	<ul> ・ 令和3年度目標額：9,000千円 ・ 令和3年度見込み：8,500千円 	<ul> ・ 広告、バナー等：5,338千円 ・ 使用料：3,152千円 	<p>【目標未達成見込】</p> <p>広告の募集に取り組む</p>
        2 歳出の削減	<ul> ・ 在庫管理の徹底 	<p>庁舎維持管理費について、元年度決算額以下の達成</p>	<p>【目標達成見込】</p>
        """.ReplaceLineEndings("\n");

    public static PlanDocument Read(string text)
    {
        var result = PlanDocumentFile.Read(text);
        result.Problem.ShouldBeNull();
        return result.Document.ShouldNotBeNull();
    }

    public static DocumentInitiative Row(this PlanDocument document, string code) =>
        document.AllInitiatives().Single(row => row.Code == code);

    public static IEnumerable<WarningCode> Doubts(this DocumentInitiative row) => row.Warnings.Select(warning => warning.Code);

    public static ValueList<Warning> Lint(this DocumentInitiative row) => Linting.Lint(
        new(
            row.Indicators.Select(i => new LintIndicator(i.Id, i.Revision?.Target ?? i.Target, i.Actual)).ToValueList(),
            row.AttainmentOutlook,
            row.ProgressStatus,
            row.Narrative),
        row.Warnings);

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MinatoTracker.sln"))) folder = folder.Parent;
            return folder.ShouldNotBeNull().FullName;
        }
    }
}
