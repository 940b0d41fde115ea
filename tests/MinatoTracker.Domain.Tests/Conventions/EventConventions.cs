using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Tests.Conventions;

public sealed partial class EventConventions
{
    public static TheoryData<Type> Events => [.. StoredShapes.Events];

    [Fact]
    public void What_is_stored_keeps_its_names_and_properties() =>
        Stored.Except(StoredShapes.Lines()).ShouldBeEmpty(
            "Under the old name or without the new property it is still in the log, and must be read. "
            + "Where that is seen to, bring Conventions/StoredShapes.txt up to date.");

    [Fact]
    public void Whatever_is_stored_is_listed() =>
        StoredShapes.Lines().Except(Stored).ShouldBeEmpty("Add it to Conventions/StoredShapes.txt, which guards it from then on.");

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_a_sealed_record(Type type)
    {
        type.IsSealed.ShouldBeTrue();
        type.GetMethod("<Clone>$").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_never_changed(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_named_in_the_past_tense(Type type) => PastTense().IsMatch(type.Name).ShouldBeTrue(type.Name);

    [Theory]
    [InlineData("TargetRevise", false)]
    [InlineData("ReviseTarget", false)]
    [InlineData("NeedAdd", false)]
    [InlineData("TargetRevised", true)]
    [InlineData("PlanCarriedOver", true)]
    [InlineData("ReminderSent", true)]
    public void The_past_tense_is_known(string name, bool past) => PastTense().IsMatch(name).ShouldBe(past);

    [Fact]
    public void Every_event_of_an_initiative_fills_a_slot() =>
        EachFillsASlot<InitiativeEvent>(InitiativeSlots.Of);

    [Fact]
    public void Every_event_of_a_plan_fills_a_slot() => EachFillsASlot<PlanEvent>(PlanSlots.Of);

    [Fact]
    public void Every_event_of_a_review_fills_a_slot() => EachFillsASlot<ReviewEvent>(ReviewSlots.Of);

    [Fact]
    public void Every_event_of_the_reminder_policy_fills_a_slot() => EachFillsASlot<ReminderPolicyEvent>(ReminderPolicySlots.Of);

    [Fact]
    public void Every_choice_about_reminders_fills_a_slot() => EachFillsASlot<ReminderChoiceEvent>(ReminderChoiceSlots.Of);

    private static string[] Stored => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Conventions", "StoredShapes.txt"));

    private static void EachFillsASlot<TEvent>(Func<TEvent, ValueList<string>> slotsOf)
    {
        var events = StoredShapes.Events.Where(type => type.IsAssignableTo(typeof(TEvent))).ToArray();
        events.ShouldNotBeEmpty();
        foreach (var type in events)
        {
            // Slots are told from ids alone; nothing else of the event is looked at.
            var slots = slotsOf((TEvent)RuntimeHelpers.GetUninitializedObject(type));
            slots.ShouldNotBeEmpty(type.Name);
            slots.ShouldBeUnique(type.Name);
        }
    }

    [GeneratedRegex("(?<=[a-z])([A-Z][a-z]+ed|Set|Sent|Withdrawn)(?=[A-Z]|$)")]
    private static partial Regex PastTense();
}
