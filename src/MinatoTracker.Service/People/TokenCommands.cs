using System.CommandLine;

namespace MinatoTracker.Service.People;

/// <summary><c>token</c>: issue, list, revoke.</summary>
public static class TokenCommands
{
    /// <inheritdoc cref="PersonCommands.Build"/>
    public static Command Build(Func<ParseResult, CancellationToken, Task<IServiceProvider>> services, Option<bool>? json = null)
    {
        var edge = new CommandEdge(services, json);
        return new("token", PeopleTexts.Of("Command.Token")) { Issue(edge), List(edge), Revoke(edge) };
    }

    private static Command Issue(CommandEdge edge)
    {
        var who = CommandEdge.Who();
        var label = new Option<string>("--label") { Description = PeopleTexts.Of("Option.Label"), Required = true };
        var days = new Option<int>("--days") { Description = PeopleTexts.Of("Option.Days"), DefaultValueFactory = _ => 90 };
        var command = new Command("issue", PeopleTexts.Of("Command.TokenIssue")) { who, label, days };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            var issued = await call.Get<ApiTokens>().IssueToken(person.Id, call.Value(label)!, TimeSpan.FromDays(call.Value(days)), call.Cancellation);
            if (issued.IsRefused) return call.Refuse(issued.Refusals);
            // The token alone on a line of its own, so that a script can take it.
            return call.Say(issued.Result, [PeopleTexts.Of("Said.TokenIssued", issued.Result.Id, call.Local(issued.Result.ExpiresAt)), issued.Result.Token]);
        });
        return command;
    }

    private static Command List(CommandEdge edge)
    {
        var who = CommandEdge.Who();
        var command = new Command("list", PeopleTexts.Of("Command.TokenList")) { who };
        edge.Run(command, async call =>
        {
            if (await call.Person(who) is not { } person) return call.RefuseUnknown(who);
            var now = call.Get<TimeProvider>().GetUtcNow();
            return call.Rows(
                await call.Get<ApiTokens>().TokensOf(person.Id, call.Cancellation),
                token => string.Join('\t', token.Id, token.Label, call.Local(token.ExpiresAt), PeopleTexts.Of($"Standing.{token.StandingAt(now)}")));
        });
        return command;
    }

    private static Command Revoke(CommandEdge edge)
    {
        var token = new Argument<string>("token-id") { Description = PeopleTexts.Of("Argument.TokenId") };
        var command = new Command("revoke", PeopleTexts.Of("Command.TokenRevoke")) { token };
        edge.Run(command, async call => await call.Get<ApiTokens>().RevokeToken(call.Value(token)!, call.Cancellation)
            ? call.Say(new RevokedToken(call.Value(token)!, Revoked: true), [PeopleTexts.Of("Said.TokenRevoked", call.Value(token))])
            : call.Fail(PeopleTexts.Of("Said.TokenUnknown", call.Value(token))));
        return command;
    }

    private sealed record RevokedToken(string Id, bool Revoked);
}
