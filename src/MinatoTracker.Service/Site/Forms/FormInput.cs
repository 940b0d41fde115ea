using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Site.Forms;

/// <summary>What a person typed into a form, and what stands against it. Kept as typed, so that nothing has to be typed twice.</summary>
/// <param name="typed">A field's text by its name; null where it was left out.</param>
public sealed class FormInput(Func<string, string?> typed)
{
    public ValueList<Refusal> Refusals { get; private set; } = [];

    public string? this[string field] => typed(field);

    /// <summary>What was posted, or what the form begins with.</summary>
    public static FormInput Of(HttpRequest request, Dictionary<string, string?> beginning)
    {
        if (!HttpMethods.IsPost(request.Method)) return new(beginning.GetValueOrDefault);
        var form = request.Form;
        return new(field => form[field].FirstOrDefault());
    }

    public Fields Read() => new(typed);

    public void Refuse(ValueList<Refusal> refusals) => Refusals = refusals;

    public IEnumerable<Refusal> About(string field) => Refusals.Where(refusal => refusal.Field == field);
}

/// <summary>A field while it is rendered: its text, and the attributes that tie it to its label, hint and messages.</summary>
public sealed record FieldContext(string Id, string Name, string? Text, IReadOnlyDictionary<string, object> Attributes);
