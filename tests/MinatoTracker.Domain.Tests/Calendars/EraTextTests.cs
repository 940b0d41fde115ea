using FsCheck.Fluent;
using MinatoTracker.Domain.Calendars;
using static MinatoTracker.Domain.Tests.Calendars.CalendarProperties;

namespace MinatoTracker.Domain.Tests.Calendars;

public sealed class EraTextTests
{
    [Theory]
    [InlineData("2020-10-01", "令和2年10月1日", "R2.10.1")]
    [InlineData("2019-05-01", "令和元年5月1日", "R1.5.1")]
    [InlineData("2019-04-30", "平成31年4月30日", "H31.4.30")]
    [InlineData("1989-01-08", "平成元年1月8日", "H1.1.8")]
    [InlineData("1989-01-07", "昭和64年1月7日", "S64.1.7")]
    [InlineData("1926-12-25", "昭和元年12月25日", "S1.12.25")]
    [InlineData("1926-12-24", "大正15年12月24日", "T15.12.24")]
    [InlineData("1912-07-30", "大正元年7月30日", "T1.7.30")]
    [InlineData("1912-07-29", "明治45年7月29日", "M45.7.29")]
    [InlineData("1873-01-01", "明治6年1月1日", "M6.1.1")]
    [InlineData("1872-12-31", "1872年12月31日", "1872.12.31")]
    public void A_day_is_written_in_its_era(string date, string text, string shortText)
    {
        EraText.Format(Iso.Day(date)).ShouldBe(text);
        EraText.FormatShort(Iso.Day(date)).ShouldBe(shortText);
    }

    [Theory]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("令和1年5月1日", "2019-05-01")]
    [InlineData("R2.10.1", "2020-10-01")]
    [InlineData("r2.10.01", "2020-10-01")]
    [InlineData("R02/10/01", "2020-10-01")]
    [InlineData("R2-10-1", "2020-10-01")]
    [InlineData("令和２年１０月１日", "2020-10-01")]
    [InlineData("Ｒ２．１０．１", "2020-10-01")]
    [InlineData("㋿2年10月1日", "2020-10-01")]
    [InlineData(" 令和　2年 10月 1日 ", "2020-10-01")]
    [InlineData("令和2年2月29日", "2020-02-29")]
    [InlineData("S64.1.7", "1989-01-07")]
    [InlineData("大正15年12月25日", "1926-12-25")] // Two names that day.
    [InlineData("明治45年7月30日", "1912-07-30")]
    public void A_day_is_read_as_people_write_it(string text, string date) =>
        EraText.ParseDate(text).ShouldBe(Iso.Day(date));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("令和2年")]
    [InlineData("令和2年度")]
    [InlineData("2020年10月1日")]
    [InlineData("昭和65年1月1日")]
    [InlineData("昭和64年1月8日")]
    [InlineData("平成元年1月7日")]
    [InlineData("平成31年5月1日")]
    [InlineData("令和元年4月30日")]
    [InlineData("大正15年12月26日")]
    [InlineData("明治5年12月2日")] // By the moon.
    [InlineData("令和0年1月1日")]
    [InlineData("令和2年2月30日")]
    [InlineData("令和3年2月29日")]
    [InlineData("令和2年13月1日")]
    [InlineData("令和2年0月1日")]
    [InlineData("令和2年1月0日")]
    [InlineData("R2.10-1")]
    [InlineData("R2.1 0.1")]
    [InlineData("X2.10.1")]
    [InlineData("令和2年10月1日まで")]
    [InlineData("令和99999999999年1月1日")]
    [InlineData("\ud800令和2年10月1日")]
    public void What_is_no_day_of_an_era_is_not_read(string? text) => EraText.ParseDate(text).ShouldBeNull();

    [Theory]
    [InlineData(2020, "令和2年度")]
    [InlineData(2019, "令和元年度")]
    [InlineData(2018, "平成30年度")]
    [InlineData(1989, "平成元年度")]
    [InlineData(1988, "昭和63年度")]
    [InlineData(1927, "昭和2年度")]
    public void A_fiscal_year_bears_the_era_of_its_first_December(int year, string text)
    {
        EraText.Format(new FiscalYear(year)).ShouldBe(text);
        EraText.ParseFiscalYear(text).ShouldBe(new FiscalYear(year));
    }

    [Theory]
    [InlineData("令和２年度", 2020)]
    [InlineData("R2年度", 2020)]
    [InlineData("平成31年度", 2019)] // Printed before the era changed.
    [InlineData("令和1年度", 2019)]
    [InlineData("大正15年度", 1926)]
    public void A_fiscal_year_is_read_as_people_write_it(string text, int year) =>
        EraText.ParseFiscalYear(text).ShouldBe(new FiscalYear(year));

    [Theory]
    [InlineData(null)]
    [InlineData("令和2年")]
    [InlineData("2020年度")]
    [InlineData("昭和64年度")] // It would have begun in April 1989.
    [InlineData("昭和65年度")]
    [InlineData("平成32年度")]
    [InlineData("令和0年度")]
    public void What_is_no_fiscal_year_of_an_era_is_not_read(string? text) => EraText.ParseFiscalYear(text).ShouldBeNull();

    [Fact]
    public void Every_day_since_1873_comes_back_from_its_text()
    {
        for (var day = new DateOnly(1873, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            if (EraText.ParseDate(EraText.Format(day)) == day && EraText.ParseDate(EraText.FormatShort(day)) == day) continue;
            Assert.Fail(Iso.Text(day));
        }
    }

    [Fact]
    public void Every_fiscal_year_comes_back_from_its_text() =>
        Holds(Gen.Choose(1873, 2099), year =>
            EraText.ParseFiscalYear(EraText.Format(new FiscalYear(year))).ShouldBe(new FiscalYear(year)));

    [Fact]
    public void Eras_follow_one_another_without_a_gap() =>
        Holds(Days(new(1873, 1, 1), new(2100, 12, 31)), day =>
            JapaneseEra.All.Count(era => era.Contains(day))
                .ShouldBe(day == new DateOnly(1912, 7, 30) || day == new DateOnly(1926, 12, 25) ? 2 : 1));
}
