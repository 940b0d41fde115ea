using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Reviews;

/// <summary>
/// What a plan says at a point in time, in a form that has a hash: the same whatever program, machine or language works it out.
/// </summary>
/// <remarks>
/// <para>The form is UTF-8 text, every line ended by LF. The first line is <see cref="Form"/>. Each other line is one recorded fact:
/// what it is about, and last its value, separated by TAB. Within a field, backslash, TAB, LF and CR are written
/// <c>\\</c>, <c>\t</c>, <c>\n</c>, <c>\r</c>; everything else is as recorded, without Unicode normalisation. A fact that was not
/// recorded has no line. These lines are sorted by their bytes. The hash is SHA-256 over all of it, in lower-case hexadecimal.</para>
/// <para>Numbers are decimal, without exponent or zeros at the end (<c>8.8</c>, <c>-10</c>, <c>15000</c>); days are <c>2020-08-31</c>;
/// yes and no are <c>true</c> and <c>false</c>; choices are their names as stored in events (<c>AtLeast</c>).
/// Lists are numbered from 1.</para>
/// <para>The lines, with fields in angle brackets:</para>
/// <code>
/// plan  key|title|fiscal-year|reform-plan  &lt;value&gt;
/// issue  &lt;no&gt;  &lt;title&gt;
/// strategy  &lt;code&gt;  &lt;title&gt;
/// listing  &lt;code&gt;  position|title|repeated-from  &lt;value&gt;
/// initiative  &lt;code&gt;  title|section|withdrawn  &lt;value&gt;
/// initiative  &lt;code&gt;  indicator  &lt;id&gt;  name|kind|rationale  &lt;value&gt;
/// initiative  &lt;code&gt;  indicator  &lt;id&gt;  original|target  &lt;target's field&gt;  &lt;value&gt;
/// initiative  &lt;code&gt;  indicator  &lt;id&gt;  revision  id|kind|reason-code|reason|from|evidence  &lt;value&gt;
/// initiative  &lt;code&gt;  indicator  &lt;id&gt;  actual  value|achieved|note|from  &lt;value&gt;
/// initiative  &lt;code&gt;  activity  &lt;id&gt;  &lt;text&gt;
/// initiative  &lt;code&gt;  assessment  &lt;review&gt;  outlook|progress|narrative|scheme|from  &lt;value&gt;
/// initiative  &lt;code&gt;  doubt  &lt;about&gt;  &lt;no&gt;  code|detail|indicator  &lt;value&gt;
/// </code>
/// <para>A target's fields are text, operator, value, upper, unit, due, baseline, baseline-value, change, change-unit, and
/// part &lt;no&gt; name|value|unit. <c>original</c> is the target first set, <c>target</c> the one in force.
/// What is worked out from these, as whether a target is met, is not in it: a program may come to do that better.</para>
/// </remarks>
public static class PlanContent
{
    /// <summary>Names the form above. Whoever changes what a line says counts it up, and keeps this one for what was published with it.</summary>
    public const string Form = "minato-plan-content/1";

    /// <summary>SHA-256 of <see cref="Text"/>, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(string key, Plan plan, IEnumerable<KeyValuePair<string, Initiative>> initiatives) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(key, plan, initiatives))));

    /// <param name="key">The plan's.</param>
    /// <param name="initiatives">By their codes, in any order.</param>
    public static string Text(string key, Plan plan, IEnumerable<KeyValuePair<string, Initiative>> initiatives)
    {
        var lines = new Lines();
        About(plan, key, lines.Within("plan"), lines);
        foreach (var (code, initiative) in initiatives) About(initiative, lines.Within("initiative", code));
        return lines.ToString();
    }

    private static void About(Plan plan, string key, Lines heading, Lines lines)
    {
        heading.Add("key", key);
        heading.Add("title", plan.Drafted?.Value.Title);
        heading.Add("fiscal-year", plan.Drafted?.Value.FiscalYear);
        heading.Add("reform-plan", plan.ReformPlan?.Value);
        foreach (var (no, title) in plan.Issues) lines.Within("issue").Add(Lines.Number(no), title.Value);
        foreach (var (code, title) in plan.Strategies) lines.Within("strategy").Add(code, title.Value);
        foreach (var (code, listing) in plan.Listings)
        {
            var about = lines.Within("listing", code);
            about.Add("position", listing.Value.Position);
            about.Add("title", listing.Value.Title);
            about.Add("repeated-from", listing.Value.RepeatedFrom);
        }
    }

    private static void About(Initiative initiative, Lines lines)
    {
        lines.Add("title", initiative.Title?.Value);
        lines.Add("section", initiative.OwningSection?.Value);
        lines.Add("withdrawn", initiative.Withdrawal?.Value);
        foreach (var indicator in initiative.Indicators.Values) About(indicator, lines.Within("indicator", indicator.Id));
        foreach (var (id, activity) in initiative.Activities) lines.Within("activity").Add(id, activity.Value);
        foreach (var (review, assessed) in initiative.Assessments) About(assessed.Value, lines.Within("assessment", review));
        foreach (var (about, doubts) in initiative.ReadingDoubts)
            foreach (var (index, doubt) in doubts.Value.Index())
                About(doubt, lines.Within("doubt", about, Lines.Number(index + 1)));
    }

    private static void About(Indicator indicator, Lines lines)
    {
        lines.Add("name", indicator.Name?.Value);
        lines.Add("kind", indicator.Kind);
        lines.Add("rationale", indicator.Original?.Value.Rationale);
        About(indicator.Original?.Value.Target, lines.Within("original"));
        About(indicator.Target, lines.Within("target"));
        if (indicator.Revision is { } revision) About(revision.Value, lines.Within("revision"));
        if (indicator.Actual is not { } actual) return;
        var reached = lines.Within("actual");
        reached.Add("value", actual.Value.Value);
        reached.Add("achieved", actual.Value.Achieved);
        reached.Add("note", actual.Value.Note);
        reached.Add("from", actual.From);
    }

    private static void About(TargetRevised revised, Lines lines)
    {
        lines.Add("id", revised.Revision);
        lines.Add("kind", revised.Kind);
        lines.Add("reason-code", revised.ReasonCode);
        lines.Add("reason", revised.Reason);
        lines.Add("from", revised.Provenance.EffectiveDate);
        lines.Add("evidence", revised.Evidence);
    }

    private static void About(StatusAssessed assessed, Lines lines)
    {
        lines.Add("outlook", assessed.AttainmentOutlook);
        lines.Add("progress", assessed.ProgressStatus);
        lines.Add("narrative", assessed.Narrative);
        lines.Add("scheme", assessed.Scheme);
        lines.Add("from", assessed.Provenance.EffectiveDate);
    }

    private static void About(Warning doubt, Lines lines)
    {
        lines.Add("code", doubt.Code);
        lines.Add("detail", doubt.Detail);
        lines.Add("indicator", doubt.Indicator);
    }

    private static void About(Target? target, Lines lines)
    {
        if (target is null) return;
        lines.Add("text", target.Text);
        lines.Add("operator", target.Operator);
        lines.Add("value", target.Value);
        lines.Add("upper", target.UpperValue);
        lines.Add("unit", target.Unit);
        lines.Add("due", target.DueDate);
        lines.Add("baseline", target.RelativeTo?.Baseline);
        lines.Add("baseline-value", target.RelativeTo?.Value);
        lines.Add("change", target.RelativeTo?.Change);
        lines.Add("change-unit", target.RelativeTo?.ChangeUnit);
        foreach (var (index, part) in target.Parts.Index())
        {
            var about = lines.Within("part", Lines.Number(index + 1));
            about.Add("name", part.Name);
            about.Add("value", part.Value);
            about.Add("unit", part.Unit);
        }
    }

    /// <summary>Lines under a common beginning.</summary>
    private sealed class Lines
    {
        private readonly List<string> all;
        private readonly string beginning;

        public Lines()
            : this([], "")
        {
        }

        private Lines(List<string> all, string beginning) => (this.all, this.beginning) = (all, beginning);

        public Lines Within(params ReadOnlySpan<string> fields)
        {
            var path = new StringBuilder(beginning);
            foreach (var field in fields) path.Append(Escaped(field)).Append('\t');
            return new(all, path.ToString());
        }

        public void Add(string field, string? value)
        {
            if (value is not null) all.Add($"{beginning}{Escaped(field)}\t{Escaped(value)}\n");
        }

        public void Add(string field, decimal? value) => Add(field, value is { } number ? Number(number) : null);

        public void Add(string field, DateOnly? day) => Add(field, day is { } given ? Checks.Day(given) : null);

        public void Add(string field, Enum? choice) => Add(field, choice?.ToString());

        public void Add(string field, bool? answer) => Add(field, answer is { } given ? given ? "true" : "false" : null);

        /// <summary>As many decimals as it has digits other than zero, up to the 28 that a number can have.</summary>
        public static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

        public override string ToString()
        {
            var sorted = all.ToArray();
            Array.Sort(sorted, ByBytes);
            return $"{Form}\n{string.Concat(sorted)}";
        }

        // Not ordinal: characters beyond U+FFFF have a smaller UTF-16 unit than some before them.
        private static int ByBytes(string one, string other) =>
            Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

        private static string Escaped(string text) => text
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
    }
}
