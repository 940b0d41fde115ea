using System.CommandLine;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;

namespace MinatoTracker.Service.People;

/// <summary><c>person</c>: list, add, change, password, deactivate, erase, grant, revoke.</summary>
public static class PersonCommands
{
    /// <summary>Whoever types on the server's own machine, in the events.</summary>
    public const string Operator = "operator";

    /// <param name="services">The service's parts, once its database is ready.</param>
    /// <param name="json">The option that asks for JSON, where the root command has one.</param>
    public static Command Build(Func<ParseResult, CancellationToken, Task<IServiceProvider>> services, Option<bool>? json = null)
    {
        var edge = new CommandEdge(services, json);
        return new("person", PeopleTexts.Of("Command.Person"))
        {
            List(edge), Add(edge), Change(edge), Password(edge), Deactivate(edge), Erase(edge),
            Role("grant", "Granted", edge, (roles, person, role, from, cancellation) => roles.Grant(Operator, person, role, from, cancellation)),
            Role("revoke", "Revoked", edge, (roles, person, role, from, cancellation) => roles.Revoke(Operator, person, role, from, cancellation)),
        };
    }

    private static Command List(CommandEdge edge)
    {
        var command = new Command("list", PeopleTexts.Of("Command.List"));
        edge.Run(command, async call =>
        {
            var register = await call.Get<AccessRoles>().Today(call.Cancellation);
            var today = call.Today;
            var rows = (await call.Get<PeopleDirectory>().All(call.Cancellation))
                .Select(person => new Listed(person.Id, person.SignInName, person.DisplayName, person.Section, person.Email, person.Active, register.RolesOf(person.Id, today)));
            return call.Rows(rows, row => string.Join('\t', row.Id, row.SignInName, row.DisplayName, row.Section, string.Join(',', row.Roles), row.Active ? "" : PeopleTexts.Of("Standing.Inactive")));
        });
        return command;
    }

    private static Command Add(CommandEdge edge)
    {
        var signInName = new Argument<string>("sign-in-name") { Description = PeopleTexts.Of("Argument.SignInName") };
        var name = new Option<string>("--name") { Description = PeopleTexts.Of("Option.Name"), Required = true };
        var email = new Option<string?>("--email") { Description = PeopleTexts.Of("Option.Email") };
        var section = new Option<string?>("--section") { Description = PeopleTexts.Of("Option.Section") };
        var roles = new Option<Role[]>("--role") { Description = PeopleTexts.Of("Option.Role"), DefaultValueFactory = _ => [] };
        var none = new Option<bool>("--no-password") { Description = PeopleTexts.Of("Option.NoPassword") };
        var stdin = PasswordFromInput();
        var command = new Command("add", PeopleTexts.Of("Command.Add")) { signInName, name, email, section, roles, stdin, none };
        edge.Run(command, async call =>
        {
            // Said before there is half a person.
            if (call.Value(roles)!.Contains(Domain.Access.Role.SectionChief) && string.IsNullOrWhiteSpace(call.Value(section)))
                return call.Refuse([new Refusal("section", RefusalCode.Required)]);
            var (password, made) = call.Value(none) ? (null, false) : PasswordFor(call.Value(stdin));
            var added = await call.Get<PeopleDirectory>().Create(
                new(call.Value(signInName)!, call.Value(name)!, call.Value(email), call.Value(section), password), call.Cancellation);
            if (added.IsRefused) return call.Refuse(added.Refusals);
            foreach (var role in call.Value(roles)!)
                await call.Get<AccessRoles>().Grant(Operator, added.Result.Id, role, cancellation: call.Cancellation);
            return call.Say(
                new Answer(added.Result.Id, Password: made ? password : null),
                [PeopleTexts.Of("Said.Added", added.Result.Name, added.Result.Id), .. made ? [PeopleTexts.Of("Said.PasswordMade", password)] : Array.Empty<string>()]);
        });
        return command;
    }

    private static Command Change(CommandEdge edge)
    {
        var who = CommandEdge.Who();
        var name = new Option<string?>("--name") { Description = PeopleTexts.Of("Option.Name") };
        var email = new Option<string?>("--email") { Description = PeopleTexts.Of("Option.Email") };
        var section = new Option<string?>("--section") { Description = PeopleTexts.Of("Option.Section") };
        var command = new Command("change", PeopleTexts.Of("Command.Change")) { who, name, email, section };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            if ((call.Value(name) ?? call.Value(email) ?? call.Value(section)) is null) return call.Fail(PeopleTexts.Of("Said.NothingGiven"));
            var changed = await call.Get<PeopleDirectory>().ChangeFacts(
                person.Id, call.Value(name), call.Value(email), call.Value(section), call.Cancellation);
            return changed.IsRefused
                ? call.Refuse(changed.Refusals)
                : call.Say(new Answer(person.Id, Changed: true), [PeopleTexts.Of("Said.Changed", changed.Result.Name)]);
        });
        return command;
    }

    private static Command Password(CommandEdge edge)
    {
        var who = CommandEdge.Who();
        var stdin = PasswordFromInput();
        var command = new Command("password", PeopleTexts.Of("Command.Password")) { who, stdin };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            var (password, made) = PasswordFor(call.Value(stdin));
            var set = await call.Get<PeopleDirectory>().SetPassword(person.Id, password, call.Cancellation);
            if (set.IsRefused) return call.Refuse(set.Refusals);
            return call.Say(
                new Answer(person.Id, Password: made ? password : null),
                [PeopleTexts.Of("Said.PasswordSet", person.Name), .. made ? [PeopleTexts.Of("Said.PasswordMade", password)] : Array.Empty<string>()]);
        });
        return command;
    }

    private static Command Deactivate(CommandEdge edge)
    {
        var who = CommandEdge.Who();
        var command = new Command("deactivate", PeopleTexts.Of("Command.Deactivate")) { who };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            await call.Get<PeopleDirectory>().Deactivate(person.Id, call.Cancellation);
            return call.Say(new Answer(person.Id, Active: false), [PeopleTexts.Of("Said.Deactivated", person.Name)]);
        });
        return command;
    }

    private static Command Erase(CommandEdge edge)
    {
        var who = CommandEdge.Who();
        var yes = new Option<bool>("--yes") { Description = PeopleTexts.Of("Option.Yes") };
        var command = new Command("erase", PeopleTexts.Of("Command.Erase")) { who, yes };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            if (!call.Value(yes)) return call.Fail(PeopleTexts.Of("Said.EraseAsk", person.Name, person.Id));
            await call.Get<PeopleDirectory>().Erase(person.Id, call.Cancellation);
            return call.Say(new Answer(person.Id, Erased: true), [PeopleTexts.Of("Said.Erased", person.Id)]);
        });
        return command;
    }

    private static Command Role(
        string verb, string said, CommandEdge edge, Func<AccessRoles, string, Role, DateOnly?, CancellationToken, Task<Decision>> change)
    {
        var who = CommandEdge.Who();
        var role = new Argument<Role>("role") { Description = PeopleTexts.Of("Argument.Role", string.Join(", ", Enum.GetNames<Role>())) };
        var from = new Option<DateOnly?>("--from") { Description = PeopleTexts.Of("Option.From") };
        var command = new Command(verb, PeopleTexts.Of($"Command.{(verb == "grant" ? "Grant" : "Revoke")}")) { who, role, from };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            var decision = await change(call.Get<AccessRoles>(), person.Id, call.Value(role), call.Value(from), call.Cancellation);
            if (decision.IsRefused) return call.Refuse(decision.Refusals);
            var changed = decision.Events.Count > 0;
            return call.Say(
                new Answer(person.Id, Role: call.Value(role), Changed: changed),
                [changed ? PeopleTexts.Of($"Said.{said}", person.Name, PeopleTexts.Of($"Role.{call.Value(role)}")) : PeopleTexts.Of("Said.NoChange")]);
        });
        return command;
    }

    // Never an argument: other people on the machine see a process's arguments, and the shell remembers them.
    private static Option<bool> PasswordFromInput() => new("--password-stdin") { Description = PeopleTexts.Of("Option.PasswordStdin") };

    private static (string Password, bool Made) PasswordFor(bool fromInput) =>
        fromInput ? (Console.In.ReadLine() ?? "", false) : (DemoPeople.RandomPassword(), true);

    private sealed record Listed(
        string Id, string? SignInName, string? DisplayName, string? Section, string? Email, bool Active, ValueList<Role> Roles);

    /// <summary>What <c>--json</c> tells; what doesn't apply is left out.</summary>
    private sealed record Answer(
        string Id, string? Password = null, bool? Active = null, bool? Erased = null, Role? Role = null, bool? Changed = null);
}
