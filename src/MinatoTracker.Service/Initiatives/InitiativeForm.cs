using Microsoft.AspNetCore.Components;
using MinatoTracker.Domain;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Site;
using MinatoTracker.Service.Site.Forms;

namespace MinatoTracker.Service.Initiatives;

/// <summary>
/// What the forms about an initiative share: they show the initiative as it stands now, keep what was typed until it is recorded,
/// tell every mistake at once, and tell what someone else recorded meanwhile.
/// </summary>
public abstract class InitiativeForm : ComponentBase
{
    /// <summary>Hidden field with the version that the person saw.</summary>
    public const string VersionField = "expectedVersion";

    /// <summary>Hidden field that makes a form sent twice recognisable.</summary>
    public const string IdField = "id";

    [Parameter] public string PlanKey { get; set; } = "";

    [Parameter] public string Code { get; set; } = "";

    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    [Inject] protected InitiativeReading Reading { get; set; } = default!;

    [Inject] protected InitiativeCommands Commands { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected bool Loaded { get; private set; }

    protected PlanView? Plan { get; private set; }

    protected InitiativeFacts? Facts { get; private set; }

    protected FormInput Input { get; private set; } = default!;

    /// <summary>What others recorded since the person opened the form.</summary>
    protected IReadOnlyList<TimelineEntry> Meanwhile { get; private set; } = [];

    protected string By => Context.User.PersonId() ?? throw new InvalidOperationException("Writing needs a signed-in person; the page lacks its policy.");

    /// <summary>The version to build on next: after a conflict the one that the person is told of now.</summary>
    protected string Version => (Meanwhile.Count > 0 ? null : Input[VersionField]) ?? $"{Facts!.Record.Version}";

    protected override async Task OnInitializedAsync()
    {
        await Load();
        Input = FormInput.Of(Context.Request, Beginning());
        Loaded = true;
    }

    /// <summary>What the fields hold when the form is opened.</summary>
    protected virtual Dictionary<string, string?> Beginning() => new()
    {
        [IdField] = Guid.CreateVersion7().ToString("N"),
        ["effectiveDate"] = Words.IsoDay(Commands.Today),
    };

    /// <summary>Where the form leads to once it is recorded.</summary>
    protected virtual string After => Facts!.Address;

    /// <summary>A refusal by the name that its field has in the form.</summary>
    protected virtual Refusal Named(Refusal refusal) => refusal;

    /// <summary>A form's date is never left to a default: who empties it is asked for it.</summary>
    protected DateOnly RequiredDate(Fields fields, string field)
    {
        fields.Required(field);
        return fields.Date(field, Commands.Today);
    }

    /// <summary>Sends the command that the form says, and leads on once it is recorded.</summary>
    protected async Task Send(string done, Func<Fields, Func<Addressed, Task<Outcome>>> command)
    {
        var fields = Input.Read();
        var seen = (long?)fields.Number(VersionField);
        var send = command(fields);
        Meanwhile = ByOthersSince(seen);
        if (Meanwhile.Count > 0) return;
        try
        {
            var outcome = await send(new(PlanKey, Facts!.Record.Code, By, Facts.Record.Version, fields.Misread, Context.User.BoundTo()));
            if (outcome.Decision.IsRefused) Input.Refuse(outcome.Decision.Refusals.Select(Named).ToValueList());
            else Navigation.NavigateTo($"{After}?{Confirmation.Key}={done}");
        }
        catch (ConcurrencyConflictException)
        {
            // Someone was faster within this very moment.
            await Load();
            Meanwhile = ByOthersSince(seen);
        }
    }

    private async Task Load() => (Plan, Facts) = await Reading.ReadForEntry(PlanKey, Code, Commands.Today, Context.RequestAborted);

    // What the same person recorded, as by a double click or in another window, is no news to them.
    private TimelineEntry[] ByOthersSince(long? version) =>
        [.. Facts!.Record.Timeline.Where(entry => entry.Version > version && entry.Event.Provenance.By != By)];
}
