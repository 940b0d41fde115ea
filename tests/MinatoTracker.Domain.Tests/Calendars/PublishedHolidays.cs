using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Tests.Calendars;

/// <summary>
/// The Cabinet Office's list of national holidays (内閣府「国民の祝日」について, syukujitsu.csv), 1955 to 2027: dates and names
/// as published, laid out as date,name. Two copies of the list, kept by different people, were compared and are equal.
/// </summary>
internal static class PublishedHolidays
{
    public const int FirstYear = 1955;
    public const int LastYear = 2027;

    public static IReadOnlyList<(DateOnly Date, string Name)> All { get; } = Read();

    public static IEnumerable<(DateOnly Date, string Name)> InYear(int year) => All.Where(row => row.Date.Year == year);

    /// <summary>
    /// The name the list gives a holiday of ours. It calls both kinds of day off without a name 休日, and differs in
    /// three rows of 2019: it does not name the two imperial days, and gives 体育の日 its next name as well.
    /// </summary>
    public static string NameOf(Holiday holiday) => (holiday.Kind, holiday.Date) switch
    {
        (not HolidayKind.National, _) => "休日",
        (_, { Year: 2019, Month: 5, Day: 1 } or { Year: 2019, Month: 10, Day: 22 }) => "休日（祝日扱い）",
        (_, { Year: 2019, Month: 10, Day: 14 }) => "体育の日（スポーツの日）",
        _ => holiday.Name,
    };

    private static List<(DateOnly, string)> Read()
    {
        using var stream = typeof(PublishedHolidays).Assembly.GetManifestResourceStream("published-holidays.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Row)];
    }

    private static (DateOnly, string) Row(string line)
    {
        var cells = line.TrimEnd('\r').Split(',');
        return (Iso.Day(cells[0]), cells[1]);
    }
}
