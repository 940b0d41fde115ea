using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Initiatives;

/// <summary>Random commands and events about one initiative: few ids, words and days, so that they meet often.</summary>
public static class RandomHistory
{
    public sealed record Command(string Name, Func<Initiative, Decision> Decide)
    {
        public override string ToString() => Name;
    }

    public static readonly DateOnly Today = YearStart.AddDays(30);

    public static Gen<DateOnly> Day { get; } = Gen.Choose(0, 30).Select(days => YearStart.AddDays(days));

    public static Gen<Provenance> Provenance { get; } =
        from person in Gen.Elements(Planner, Chief)
        from day in Day
        select By(person, day);

    private static Gen<string> Indicator { get; } = Gen.Elements("1", "2");

    private static Gen<string> Word { get; } = Gen.Elements("甲", "乙", "丙");

    private static Gen<Target> Target { get; } =
        from value in Gen.Choose(1, 3)
        from atLeast in Gen.Elements(true, false)
        select atLeast ? AtLeast(value) : AtMost(value);

    private static Gen<Actual> Actual { get; } = Gen.Choose(0, 4).Select(value => Reached(value));

    private static Gen<ValueList<Warning>> Doubts { get; } = Gen.Elements<ValueList<Warning>>(
        [], [new(WarningCode.CellMissing)], [new(WarningCode.CellsMerged), new(WarningCode.TextBreaksOff, "…")]);

    private static Gen<RevisionRequest> Request { get; } =
        from id in Gen.Elements("r1", "r2", "r3", "r4", "r5", "r6")
        from indicator in Indicator
        from day in Day
        from kind in Gen.Elements(Enum.GetValues<RevisionKind>())
        from target in Target
        from name in Gen.OneOf(Gen.Constant<string?>(null), Word.Select(word => (string?)word))
        select new RevisionRequest(id, indicator, day, kind, target, name, ReasonCode.Other, "理由", null);

    private static Gen<RegisterInitiative> Registration { get; } =
        from provenance in Provenance
        from title in Word
        from section in Word
        from ids in Gen.SubListOf("1", "2")
        from target in Target
        select new RegisterInitiative(
            provenance, title, section,
            ids.Select(id => new IndicatorToDefine(id, $"{title}{id}", IndicatorKind.Output, target, null)).ToValueList());

    public static Gen<Command> AnyCommand { get; } = Gen.Frequency(
        (4, Registration.Select(command => Say(command, state => Registering.Decide(command, state)))),
        (6,
            from provenance in Provenance
            from id in Gen.Elements("a1", "a2", "a3", "a4")
            from indicator in Indicator
            from actual in Actual
            let command = new RecordActual(provenance, id, indicator, actual)
            select Say(command, state => Measuring.Decide(command, state, Today))),
        (3,
            from provenance in Provenance
            from id in Gen.Elements("a1", "a2", "a3", "a4")
            from actual in Actual
            let command = new CorrectActual(provenance, id, actual, "集計誤り")
            select Say(command, state => Measuring.Decide(command, state))),
        (3,
            from provenance in Provenance
            from activity in Gen.Elements("1", "2")
            from text in Word
            let command = new RecordActivity(provenance, activity, text)
            select Say(command, state => Measuring.Decide(command, state))),
        (3,
            from provenance in Provenance
            from texts in Word.ListOf().Resize(3)
            let command = new RecordActivities(provenance, "mid-year", texts.ToValueList())
            select Say(command, state => RecordingActivities.Decide(command, state))),
        (4,
            from provenance in Provenance
            from review in Gen.Elements("mid-year", "year-end")
            from outlook in Gen.Elements(Enum.GetValues<AttainmentOutlook>())
            from narrative in Word
            let command = new AssessStatus(provenance, review, outlook, null, narrative)
            select Say(command, state => Assessing.Decide(command, state))),
        (2,
            from provenance in Provenance
            from doubts in Doubts
            let command = new NoteDoubts(provenance, "mid-year", doubts)
            select Say(command, state => Assessing.Decide(command, state))),
        (5,
            from provenance in Provenance
            from request in Request
            let command = new ProposeRevision(provenance, request)
            select Say(command, state => RevisingTarget.Decide(command, state))),
        (5,
            from person in Gen.Elements(Planner, Chief)
            from request in Request
            let command = new ApproveRevision(person, request.Id)
            select Say(command, state => RevisingTarget.Decide(command, state))),
        (2,
            from day in Day
            from request in Request
            let command = new ReturnRevision(Chief, request.Id, "根拠", day)
            select Say(command, state => RevisingTarget.Decide(command, state))),
        (3,
            from provenance in Provenance
            from request in Request
            let command = new TakeOverRevision(provenance, request)
            select Say(command, state => RevisingTarget.Decide(command, state))),
        (1,
            from provenance in Provenance
            let command = new WithdrawInitiative(provenance with { EffectiveDate = provenance.EffectiveDate.AddDays(20) }, "終了")
            select Say(command, state => Withdrawing.Decide(command, state))));

    /// <summary>Begins with a registration of both indicators, so that most of what follows is not refused.</summary>
    public static Arbitrary<Command[]> Commands { get; } = Arb.From(
        from commands in AnyCommand.ArrayOf().Resize(60)
        select (Command[])[Say("register both", BothIndicators), .. commands],
        Without);

    /// <summary>Events as the commands above lead to them.</summary>
    public static InitiativeEvent[] Events(IEnumerable<Command> commands)
    {
        List<IEvent> events = [];
        var state = Initiative.Unregistered;
        foreach (var command in commands)
        {
            foreach (var @event in command.Decide(state).Events)
            {
                events.Add(@event);
                state = Initiative.Evolve(state, @event);
            }
        }

        return [.. events.Cast<InitiativeEvent>()];
    }

    /// <summary>Smaller counterexamples: the same without one of its items.</summary>
    public static IEnumerable<T[]> Without<T>(T[] items) =>
        Enumerable.Range(0, items.Length).Select(left => items.Where((_, index) => index != left).ToArray());

    private static Command Say(object command, Func<Initiative, Decision> decide) => new($"{command}", decide);

    private static Decision BothIndicators(Initiative state) => Registering.Decide(
        new(From(YearStart), "甲", null, [new("1", "指標1", null, AtLeast(2), null), new("2", "指標2", null, AtMost(2), null)]), state);
}
