using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Tests.Site;

/// <summary>Every text stands in both languages, and every word of the domain has one.</summary>
public sealed partial class TextsTests
{
    public static TheoryData<string> Files => ["SiteTexts", "PlansTexts", "InitiativesTexts", "ReviewsTexts", "WordsTexts", "JobsTexts", "RemindersTexts", "ReminderPolicyTexts", "ReminderLedgerTexts"];

    public static TheoryData<Type> Choices =>
    [
        typeof(AttainmentOutlook), typeof(ProgressStatus), typeof(IndicatorKind), typeof(Evaluation), typeof(RevisionKind), typeof(ReasonCode),
        typeof(ReviewKind), typeof(ReviewPhase), typeof(ReportStatus), typeof(ClosingReason), typeof(TargetOperator), typeof(RefusalCode), typeof(WarningCode), typeof(RowsOnly),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_say_the_same_things(string file)
    {
        var (japanese, english) = (Texts(file, ""), Texts(file, "en"));

        english.Keys.ShouldBe(japanese.Keys, ignoreOrder: true);
        foreach (var (name, text) in japanese) Places(english[name]).ShouldBe(Places(text), ignoreOrder: true, name);
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Every_choice_has_a_word(Type choice)
    {
        var texts = Texts("WordsTexts", "");
        foreach (var member in Enum.GetNames(choice)) texts.ShouldContainKey($"{choice.Name}.{member}");
    }

    [Fact]
    public void Every_event_of_a_timeline_has_a_title()
    {
        var texts = Texts("InitiativesTexts", "");
        foreach (var type in typeof(InitiativeEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(InitiativeEvent))))
            texts.ShouldContainKey($"Event.{type.Name}");
    }

    private static Dictionary<string, string> Texts(string file, string culture) =>
        new ResourceManager($"MinatoTracker.Service.Resources.{file}", typeof(SiteTexts).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static string[] Places(string text) => [.. Place().Matches(text).Select(match => match.Value).Distinct()];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
