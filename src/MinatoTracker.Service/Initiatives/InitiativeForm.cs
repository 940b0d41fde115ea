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
        Input = FormInput.Of(Context.Request, Beginning());
        (Plan, Facts) = await Reading.Read(PlanKey, Code, new(Commands.Today), Context.RequestAborted);
        Loaded = true;
    }

    /// <summary>What the fields hold when the form is opened.</summary>
    protected virtual Dictionary<string, string?> Beginning() => new()
    {
        [IdField] = Guid.CreateVersion7().ToString("N"),
        ["effectiveDate"] = Words.IsoDay(Commands.Today),
    };

    /// <summary>A form's date is never left to a default: who empties it is asked for it.</summary>
    protected DateOnly RequiredDate(Fields fields, string field)
    {
        fields.Required(field);
        return fields.Date(field, Commands.Today);
    }

    /// <summary>Sends the command that the form says, and leads back to the initiative once it is recorded.</summary>
    protected async Task Send(string done, Func<Fields, Func<Addressed, Task<Outcome>>> command)
    {
        var fields = Input.Read();
        var expected = fields.Number(VersionField);
        var send = command(fields);
        if (!Context.User.MayWriteAbout(Facts!.Row))
        {
            Input.Refuse([new("code", RefusalCode.NotAllowed)]);
            return;
        }

        try
        {
            var outcome = await send(new(PlanKey, Facts.Record.Code, By, (long?)expected, fields.Misread));
            if (outcome.Decision.IsRefused) Input.Refuse(outcome.Decision.Refusals);
            else Navigation.NavigateTo($"{Facts.Address}?{Confirmation.Key}={done}");
        }
        catch (ConcurrencyConflictException)
        {
            Meanwhile = [.. Facts.Record.Timeline.Where(entry => entry.Version > expected)];
        }
    }
}

public static class InitiativePermissions
{
    /// <summary>A section's reporter writes about its own initiatives and about those that no section owns yet.</summary>
    public static bool MayWriteAbout(this System.Security.Claims.ClaimsPrincipal user, InitiativeView row) =>
        !user.Has(Domain.Access.Role.Reporter) || user.Has(Domain.Access.Role.Planner)
        || row.OwningSection is null || row.OwningSection == user.SectionOf();
}
