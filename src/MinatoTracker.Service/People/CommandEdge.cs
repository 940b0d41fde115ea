using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>Where the feature's commands meet the terminal. A refusal goes to standard error and ends with 1.</summary>
internal sealed class CommandEdge(Func<ParseResult, CancellationToken, Task<IServiceProvider>> services, Option<bool>? json)
{
    /// <summary>A new one for each command, in the language that is chosen by then.</summary>
    public static Argument<string> Who() => new("person") { Description = PeopleTexts.Of("Argument.Person") };

    public void Run(Command command, Func<Call, Task<int>> work) => command.SetAction(async (parse, cancellation) =>
        await work(new(parse, await services(parse, cancellation), json is not null && parse.GetValue(json), cancellation)));

    /// <summary>One command as it was typed.</summary>
    public sealed class Call(ParseResult parse, IServiceProvider services, bool json, CancellationToken cancellation)
    {
        private TextWriter Output => parse.InvocationConfiguration.Output;

        private TrackerSettings Settings => Get<TrackerSettings>();

        public CancellationToken Cancellation => cancellation;

        public DateOnly Today => Settings.Today(Get<TimeProvider>());

        public T Get<T>()
            where T : notnull => services.GetRequiredService<T>();

        public T? Value<T>(Option<T> option) => parse.GetValue(option);

        public T? Value<T>(Argument<T> argument) => parse.GetValue(argument);

        /// <summary>By id or by sign-in name.</summary>
        public async Task<Person?> Person(Argument<string> who)
        {
            var people = Get<PeopleDirectory>();
            return await people.Find(Value(who)!, cancellation) ?? await people.FindNamed(Value(who)!, cancellation);
        }

        public string Local(DateTimeOffset time) =>
            TimeZoneInfo.ConvertTime(time, Settings.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

        public int Say(object result, IEnumerable<string> lines)
        {
            if (json) Output.WriteLine(JsonSerializer.Serialize(result, JsonShapes.Indented));
            else foreach (var line in lines) Output.WriteLine(line);
            return 0;
        }

        public int Rows<T>(IEnumerable<T> rows, Func<T, string> line)
        {
            var all = rows.ToArray();
            return Say(all, all.Select(line));
        }

        public int RefuseUnknown(Argument<string> who) => Refuse([new Refusal("person", RefusalCode.NotAChoice, Value(who))]);

        public int Refuse(IEnumerable<Refusal> refusals)
        {
            foreach (var refusal in refusals) parse.InvocationConfiguration.Error.WriteLine(PeopleTexts.Of(refusal));
            return 1;
        }

        public int Fail(string message)
        {
            parse.InvocationConfiguration.Error.WriteLine(message);
            return 1;
        }
    }
}
