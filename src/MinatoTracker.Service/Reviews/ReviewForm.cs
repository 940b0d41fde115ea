using Microsoft.AspNetCore.Components;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Site;
using MinatoTracker.Service.Site.Forms;

namespace MinatoTracker.Service.Reviews;

/// <summary>
/// What the planning section's forms about a review share: they keep what was typed until it is recorded, and tell every mistake at once.
/// They name no version: a section that submits meanwhile changes nothing about what is decided here.
/// </summary>
public abstract class ReviewForm : ComponentBase
{
    [Parameter] public string PlanKey { get; set; } = "";

    [Parameter] public string ReviewKey { get; set; } = "";

    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    [Inject] protected ReviewCommands Commands { get; set; } = default!;

    [Inject] private ReviewQueries Reviews { get; set; } = default!;

    [Inject] private PlanQueries Plans { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected bool Loaded { get; private set; }

    /// <summary>As it stands today; null for an unknown plan.</summary>
    protected PlanView? Plan { get; private set; }

    /// <summary>Null while it is not scheduled.</summary>
    protected ReviewOnDay? Found { get; private set; }

    protected FormInput Input { get; private set; } = default!;

    protected BusinessCalendar Calendar { get; private set; } = default!;

    /// <summary>A day on which the office is closed, which the person is asked about before anything is recorded.</summary>
    protected ClosedDay? AskedAbout { get; private set; }

    protected string Address => $"/plans/{PlanKey}/reviews/{ReviewKey}";

    protected override async Task OnInitializedAsync()
    {
        Calendar = await Commands.Calendar(Context.RequestAborted);
        Plan = await Plans.Plan(PlanKey, new(Commands.Today), Context.RequestAborted);
        if (Plan is not null && ReviewKey.Length > 0) Found = await Reviews.Find(PlanKey, ReviewKey, Context.RequestAborted);
        Input = FormInput.Of(Context.Request, Beginning());
        Loaded = true;
    }

    /// <summary>What the fields hold when the form is opened.</summary>
    protected virtual Dictionary<string, string?> Beginning() => [];

    /// <summary>Sends the command that the form says, and leads to the review once it is recorded.</summary>
    /// <param name="review">Key of the review.</param>
    protected async Task Send(string review, string done, Func<Fields, Func<Addressed, Task<Outcome>>> command)
    {
        var fields = Input.Read();
        var send = command(fields);
        if (AskedAbout is not null) return;
        var by = Context.User.PersonId() ?? throw new InvalidOperationException("Writing needs a signed-in person; the page lacks its policy.");
        var outcome = await send(new(PlanKey, review, by, Misread: fields.Misread));
        if (outcome.Decision.IsRefused) Input.Refuse(outcome.Decision.Refusals);
        else Navigation.NavigateTo($"/plans/{PlanKey}/reviews/{review}?{Confirmation.Key}={done}");
    }

    /// <summary>
    /// Reads a day to act on. For one on which the office is closed the person chooses first: that day, or the next business day.
    /// The choice names the day that it is about, so that it says nothing about another one typed since.
    /// </summary>
    protected DateOnly BusinessDay(Fields fields, string field)
    {
        fields.Required(field);
        var day = fields.Date(field, Commands.Today);
        if (fields.Misread.Count > 0 || ClosedDay.On(day, Calendar) is not { } closed) return day;
        var named = Words.IsoDay(day);
        if (fields.Text(ClosedDayChoice.Take) == named) return closed.NextBusinessDay;
        if (fields.Text(ClosedDayChoice.Keep) != named) AskedAbout = closed;
        return day;
    }
}
