using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Tests.Plans;

public sealed class StatusMatrixTests
{
    private static readonly InitiativeView[] Rows =
    [
        Row("1", AttainmentOutlook.Expected, ProgressStatus.OnSchedule),
        Row("2", AttainmentOutlook.Expected, ProgressStatus.NotOnSchedule),
        Row("3", AttainmentOutlook.NotExpected, null),
        Row("4", null, null),
        Row("5", AttainmentOutlook.Expected, ProgressStatus.OnSchedule) with { RepeatedFrom = "1" },
        Row("6", AttainmentOutlook.Expected, ProgressStatus.OnSchedule) with { Withdrawn = "事業終了" },
    ];

    [Fact]
    public void A_repeated_listing_counts_once_and_a_withdrawn_initiative_not_at_all()
    {
        var matrix = StatusMatrix.Of(Rows);

        matrix[AttainmentOutlook.Expected, ProgressStatus.OnSchedule].ShouldBe(1);
        matrix.Of(AttainmentOutlook.Expected).ShouldBe(2);
        matrix[AttainmentOutlook.NotExpected, null].ShouldBe(1);
        matrix.Of((ProgressStatus?)null).ShouldBe(1);
        matrix.NotAssessed.ShouldBe(1);
        matrix.Total.ShouldBe(4);
    }

    [Theory]
    [InlineData("outlook", "Expected", "1 2 5 6")]
    [InlineData("progress", "none", "3 4")]
    [InlineData("outlook", "none", "4")]
    [InlineData("outlook", "0", "1 2 3 4 5 6")]
    [InlineData("outlook", "nonsense", "1 2 3 4 5 6")]
    [InlineData("only", "nonsense", "1 2 3 4 5 6")]
    [InlineData("section", "総務課", "")]
    public void The_filter_narrows_by_what_it_knows(string key, string value, string shown)
    {
        var filter = OverviewFilter.Of(new QueryCollection(new Dictionary<string, StringValues> { [key] = value }));

        string.Join(' ', Rows.Where(filter.Shows).Select(row => row.Code)).ShouldBe(shown);
    }

    private static InitiativeView Row(string code, AttainmentOutlook? outlook, ProgressStatus? progress) =>
        new() { Code = code, Title = code, AttainmentOutlook = outlook, ProgressStatus = progress };
}
