using System.Collections.Frozen;
using System.Reflection;
using MinatoTracker.Domain;

namespace MinatoTracker.Service.Commands;

/// <summary>
/// The domain's decisions by their command: every <c>static Decision Decide(command, state)</c>, some of which ask for today as well.
/// </summary>
public static class Decisions
{
    private static readonly FrozenDictionary<Type, MethodInfo> Known = typeof(Decision).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.Name == "Decide")
        .ToFrozenDictionary(method => method.GetParameters()[0].ParameterType);

    /// <summary>Every command, and the state that it is decided on.</summary>
    public static IEnumerable<(Type Command, Type State)> All =>
        Known.Values.Select(decide => (decide.GetParameters()[0].ParameterType, decide.GetParameters()[1].ParameterType));

    public static Decision Decide<TCommand, TState>(Sent<TCommand> message, TState state)
        where TCommand : notnull =>
        WithMisread(message.Misread ?? [], Of<TCommand, TState>.Decide(message.Command, state, message.Today));

    /// <summary>A field that could not be read is named once, as misread, and not again as missing.</summary>
    public static Decision WithMisread(ValueList<Refusal> misread, Decision decision) => misread.Count == 0
        ? decision
        : new([], misread.Concat(decision.Refusals.ExceptBy(misread.Select(m => m.Field), r => r.Field, StringComparer.Ordinal)).ToValueList());

    // Looked up once for each command.
    private static class Of<TCommand, TState>
    {
        public static readonly Func<TCommand, TState, DateOnly, Decision> Decide = Find();

        private static Func<TCommand, TState, DateOnly, Decision> Find()
        {
            var method = Known.GetValueOrDefault(typeof(TCommand))
                ?? throw new InvalidOperationException($"There is no decision about {typeof(TCommand).Name}.");
            if (method.GetParameters().Length == 3) return method.CreateDelegate<Func<TCommand, TState, DateOnly, Decision>>();
            var decide = method.CreateDelegate<Func<TCommand, TState, Decision>>();
            return (command, state, _) => decide(command, state);
        }
    }
}
