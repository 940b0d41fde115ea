using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Service.Documents;

namespace MinatoTracker.Service.Tests.Documents;

public sealed class PlanDocumentFileTests
{
    private const string Heading = "令和3年度 みなと区運営方針に関する 中間振り返りの概要版";

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        foreach (var text in new[] { Papers.Sample, Papers.Miniature })
        {
            var plan = Papers.Read(text);

            Papers.Read(PlanDocumentFile.Write(plan)).ShouldBe(plan);
        }
    }

    [Fact]
    public void The_exchange_format_is_known_by_its_content() =>
        Papers.Read("\uFEFF\r\n  " + Papers.Sample).ShouldBe(Papers.Read(Papers.Sample));

    [Theory]
    [InlineData("", ReadProblemCode.Empty, null)]
    [InlineData(" \r\n \n\t\n", ReadProblemCode.Empty, null)]
    [InlineData("\uFEFF", ReadProblemCode.Empty, null)]
    [InlineData("買い物のメモ\n\n牛乳\n卵", ReadProblemCode.NoPlanTitle, 4)]
    [InlineData("区運営方針について話した日記。\n表\tはある\tけれど\t年度がない\n", ReadProblemCode.NoPlanTitle, 2)]
    [InlineData("令和3年度 みなと区運営方針\n\n経営課題 1 まち\n", ReadProblemCode.NoReview, 3)]
    [InlineData(Heading, ReadProblemCode.NoSections, 1)]
    [InlineData(Heading + "\n\n先日の会議で話題になった。", ReadProblemCode.NoSections, 3)]
    [InlineData(Heading + "\n経営課題 1 まち\n戦略1-1 あいさつ\n具体的取組\t現状の主な取組実績\t目標\t達成状況と課題・改善策\n", ReadProblemCode.NoRows, 3)]
    [InlineData("\n<!DOCTYPE html>\n<html><body>" + Heading + "</body></html>", ReadProblemCode.HtmlPage, 2)]
    [InlineData("<HTML lang=ja>\n" + Heading, ReadProblemCode.HtmlPage, 1)]
    [InlineData("%PDF-1.7\n1 0 obj", ReadProblemCode.NotText, 1)]
    [InlineData("PK\u0003\u0004\u0014\0\u0006", ReadProblemCode.NotText, 1)]
    [InlineData(Heading + "\n\0\0", ReadProblemCode.NotText, 2)]
    public void A_file_that_holds_no_plan_is_refused_with_the_reason_and_the_line(string text, ReadProblemCode code, int? line)
    {
        var result = PlanDocumentFile.Read(text);

        result.IsRead.ShouldBeFalse();
        result.Document.ShouldBeNull();
        (result.Problem!.Code, result.Problem.Line).ShouldBe((code, line));
    }

    [Fact]
    public void A_paper_in_another_encoding_is_refused_as_no_text()
    {
        // What Shift_JIS bytes become when they are taken for UTF-8.
        byte[] bytes = [0x97, 0xDF, 0x98, 0x61, 0x33, 0x94, 0x4E, 0x93, 0x78, 0x0A, 0x8B, 0xE6, 0x89, 0x5E, 0x89, 0x63];

        PlanDocumentFile.Read(Encoding.UTF8.GetString(bytes)).Problem!.Code.ShouldBe(ReadProblemCode.NotText);
    }

    [Theory]
    [InlineData("{", ReadProblemCode.MalformedJson)]
    [InlineData("{\"format\": \"minato-plan/1\",\n \"fiscalYear\": }", ReadProblemCode.MalformedJson)]
    [InlineData("[]", ReadProblemCode.UnsupportedFormat)]
    [InlineData("{}", ReadProblemCode.UnsupportedFormat)]
    [InlineData("{\"format\": 1}", ReadProblemCode.UnsupportedFormat)]
    [InlineData("{\"format\": \"minato-plan/2\", \"new\": true}", ReadProblemCode.UnsupportedFormat)]
    [InlineData("{\"format\": \"minato-plan/1\"}", ReadProblemCode.WrongShape)]
    public void Json_that_is_no_plan_is_refused(string text, ReadProblemCode code)
    {
        var result = PlanDocumentFile.Read(text);

        result.Document.ShouldBeNull();
        result.Problem!.Code.ShouldBe(code);
    }

    [Fact]
    public void Malformed_json_is_told_with_its_line() =>
        PlanDocumentFile.Read("{\n\"format\": \"minato-plan/1\",\n\"fiscalYear\": }").Problem!.Line.ShouldBe(3);

    [Fact]
    public void A_format_of_another_version_is_named() =>
        PlanDocumentFile.Read("{\"format\": \"minato-plan/2\"}").Problem
            .ShouldBe(new(ReadProblemCode.UnsupportedFormat, null, "$.format", "minato-plan/2"));

    [Theory]
    [InlineData("$.fiscalYear", "\"2020\"", ReadProblemCode.WrongShape)]
    [InlineData("$.fiscalYear", "20", ReadProblemCode.Inconsistent)]
    [InlineData("$.title", "null", ReadProblemCode.WrongShape)]
    [InlineData("$.title", "\" \"", ReadProblemCode.Inconsistent)]
    [InlineData("$.review.cutoffDate", "\"2020-08-32\"", ReadProblemCode.WrongShape)]
    [InlineData("$.review.kind", "\"Weekly\"", ReadProblemCode.WrongShape)]
    [InlineData("$.review.publication.publishedOn", "\"October\"", ReadProblemCode.Inconsistent)]
    [InlineData("$.issues[0].strategies[0].initiatives[0].code", "\"A\"", ReadProblemCode.Inconsistent)]
    [InlineData("$.issues[0].strategies[0].initiatives[0].indicators[0].target.operator", "\"Perhaps\"", ReadProblemCode.WrongShape)]
    [InlineData("$.issues[0].strategies[0].initiatives[0].indicators[0].target.value", "130", ReadProblemCode.Inconsistent)]
    [InlineData("$.issues[0].strategies[0].initiatives[0].indicators[0].target.value", "\"55\"", ReadProblemCode.WrongShape)]
    [InlineData("$.issues[0].strategies[0].initiatives[0].attainmentOutlook", "\"Maybe\"", ReadProblemCode.WrongShape)]
    [InlineData("$.issues[2].strategies[2].initiatives[0].repeatedFrom", "\"9-9-9\"", ReadProblemCode.Inconsistent)]
    [InlineData("$.issues[2].strategies[2].initiatives[5].indicators[0].revision.reason", "\"\"", ReadProblemCode.Inconsistent)]
    public void A_wrong_value_is_named_by_its_path(string path, string value, ReadProblemCode code)
    {
        var problem = PlanDocumentFile.Read(With(path, JsonNode.Parse(value))).Problem.ShouldNotBeNull();

        (problem.Code, problem.Path).ShouldBe((code, path));
    }

    [Fact]
    public void A_wrong_value_deep_in_the_file_is_named_by_its_line()
    {
        var lines = Papers.Sample.Split('\n');
        var at = Array.FindLastIndex(lines, line => line.Contains("\"operator\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("Milestone", "Perhaps", StringComparison.Ordinal);

        PlanDocumentFile.Read(string.Join('\n', lines)).Problem.ShouldNotBeNull().Line.ShouldBe(at + 1);
    }

    [Fact]
    public void A_misspelt_property_is_refused_instead_of_lost()
    {
        var text = Papers.Sample.Replace("\"progressStatus\"", "\"progresStatus\"", StringComparison.Ordinal);

        PlanDocumentFile.Read(text).Problem.ShouldNotBeNull().Path.ShouldBe("$.issues[0].strategies[0].initiatives[0].progresStatus");
    }

    [Fact]
    public void A_missing_property_is_refused_instead_of_read_as_nothing()
    {
        var json = JsonNode.Parse(Papers.Sample)!;
        json["issues"]![0]!.AsObject().Remove("title");

        PlanDocumentFile.Read(json.ToJsonString()).Problem.ShouldNotBeNull().Code.ShouldBe(ReadProblemCode.WrongShape);
    }

    [Fact]
    public void Nothing_may_stand_where_a_row_should()
    {
        PlanDocumentFile.Read(With("$.issues[0].strategies[0].initiatives[0]", null)).Problem!.Code.ShouldBe(ReadProblemCode.Inconsistent);
        PlanDocumentFile.Read(With("$.issues[0].strategies[0]", null)).Problem!.Code.ShouldBe(ReadProblemCode.Inconsistent);
        PlanDocumentFile.Read(With("$.issues[0]", null)).Problem!.Code.ShouldBe(ReadProblemCode.Inconsistent);
        PlanDocumentFile.Read(With("$.issues", null)).Problem!.Code.ShouldBe(ReadProblemCode.WrongShape);
    }

    [Theory]
    [InlineData("$.issues[0].strategies[0].initiatives[1].code", "1-1-1")]
    [InlineData("$.issues[0].strategies[1].code", "1-1")]
    public void A_code_given_twice_is_refused(string path, string code)
    {
        var problem = PlanDocumentFile.Read(With(path, JsonValue.Create(code))).Problem.ShouldNotBeNull();

        (problem.Code, problem.Detail).ShouldBe((ReadProblemCode.Inconsistent, code));
    }

    [Fact]
    public void No_text_whatever_makes_reading_fail() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Elements("", "{", Heading + "\n経営課題 1 a\n1 b\t", "[").ToArbitrary(),
        (text, start) =>
        {
            var result = PlanDocumentFile.Read(start + text.Get);

            (result.Document is null).ShouldBe(result.Problem is not null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static string With(string path, JsonNode? value)
    {
        var json = JsonNode.Parse(Papers.Sample)!;
        var (parent, last) = Walk(json, path);
        if (last.StartsWith('[')) parent[int.Parse(last.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)] = value;
        else parent[last] = value;
        return json.ToJsonString(new() { WriteIndented = true });
    }

    private static (JsonNode Parent, string Last) Walk(JsonNode root, string path)
    {
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.').Skip(1).ToArray();
        var node = steps[..^1].Aggregate(root, (at, step) => step.StartsWith('[')
            ? at[int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]!
            : at[step]!);
        return (node, steps[^1]);
    }
}
