using Microsoft.AspNetCore.Components;

namespace MinatoTracker.Service.People;

/// <summary>The sign-in page. Says the same for a wrong password and for a name that nobody has.</summary>
public sealed partial class SignIn(PeopleDirectory people, Sessions sessions, SignInThrottle throttle, NavigationManager navigation)
{
    private const string FormName = "sign-in";

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = FormName)]
    private string? Password { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    private string? Mistake { get; set; }

    private async Task Send()
    {
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrEmpty(Password))
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, Texts["SignInIncomplete"]);
            return;
        }

        var address = Context.Connection.RemoteIpAddress;
        if (throttle.Begin(Name, address) is { } wait) AskToWait(wait);
        else if (await people.SignIn(Name, Password, Context.RequestAborted) is not { } person)
            Refuse(StatusCodes.Status422UnprocessableEntity, Texts["SignInWrong"]);
        else
        {
            throttle.Succeeded(Name, address);
            await sessions.Begin(Context, person);
            navigation.NavigateTo(PeopleFeature.LocalOrHome(ReturnUrl));
        }
    }

    private void AskToWait(TimeSpan wait)
    {
        Context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
        Refuse(StatusCodes.Status429TooManyRequests, Texts["SignInWait", Math.Ceiling(wait.TotalMinutes)]);
    }

    private void Refuse(int status, string mistake)
    {
        Context.Response.StatusCode = status;
        Mistake = mistake;
    }
}
