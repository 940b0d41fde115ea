using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Tests.Conventions;

public sealed class DecisionConventions
{
    private static readonly Assembly Domain = typeof(Decision).Assembly;

    /// <summary>What would make a decision hang on more than its arguments: the clock, chance, the machine, waiting.</summary>
    private static readonly string[] Impure =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTime.get_Today", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow",
        "TimeProvider.", "Stopwatch.", "Environment.get_Tick", "Environment.get_MachineName", "Environment.GetEnvironmentVariable", "Random.", "RandomNumberGenerator.", "Guid.NewGuid", "Guid.CreateVersion7",
        "Console.", "File.", "Directory.", "Thread.", "Task.", "Task`1.", "ValueTask.", "Timer.", "TimeZoneInfo.get_Local",
    ];

    public static TheoryData<MethodInfo> Decisions =>
    [
        .. Domain.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name == "Decide"),
    ];

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_decision_is_a_static_function_of_a_command_a_state_and_the_day(MethodInfo decide)
    {
        decide.IsStatic.ShouldBeTrue();
        decide.IsPublic.ShouldBeTrue();
        decide.ReturnType.ShouldBe(typeof(Decision));

        var parameters = decide.GetParameters();
        parameters.ShouldAllBe(parameter => !parameter.ParameterType.IsByRef);
        IsRecord(parameters[0].ParameterType).ShouldBeTrue("The command is a record.");
        IsRecord(parameters[1].ParameterType).ShouldBeTrue("The state is a record.");
        parameters.Skip(2).Select(parameter => parameter.ParameterType).ShouldBeSubsetOf([typeof(DateOnly), typeof(DateTimeOffset)]);
    }

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Who_decides_keeps_nothing(MethodInfo decide)
    {
        var holder = decide.DeclaringType!;
        (holder.IsAbstract && holder.IsSealed).ShouldBeTrue("A static class.");
        holder.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => !field.IsLiteral && !field.IsInitOnly).ShouldBeEmpty();
    }

    [Fact]
    public void Every_stream_has_its_decisions() =>
        new[] { typeof(Plan), typeof(Initiative), typeof(Review), typeof(ReminderPolicyRegister), typeof(ReminderChoices) }
            .ShouldBeSubsetOf(Decisions.Select(row => row.Data.GetParameters()[1].ParameterType));

    [Fact]
    public void The_domain_needs_nothing_but_the_framework()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Domain.GetReferencedAssemblies().Where(name => !File.Exists(Path.Combine(framework, $"{name.Name}.dll"))).ShouldBeEmpty();
    }

    [Fact]
    public void The_domain_knows_no_clock_no_chance_and_no_machine() =>
        Calls(Domain).Where(call => Impure.Any(call.StartsWith)).ShouldBeEmpty();

    [Fact]
    public void Calls_to_a_clock_would_be_seen()
    {
        _ = DateTime.UtcNow;

        Calls(typeof(DecisionConventions).Assembly).ShouldContain("DateTime.get_UtcNow");
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>Every member of another assembly that this one names.</summary>
    private static IEnumerable<string> Calls(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), member.Name))
                .Select(member => $"{metadata.GetString(member.Type.Name)}.{metadata.GetString(member.Name)}"),
            // Generic types are named by instance; that they are referred to at all is enough.
            .. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Name)}."),
        ];
    }
}
