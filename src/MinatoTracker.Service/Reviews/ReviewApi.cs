using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Reviews;

public static class ReviewApi
{
    public static void MapReviewApi(this RouteGroupBuilder api)
    {
        api.MapGet("/plans/{plan}/reviews", List)
            .WithSummary("The reviews of a plan, in the order of its year.").Produces<ReviewView[]>().ProducesProblem(404);
        api.MapPost("/plans/{plan}/reviews", Schedule)
            .WithSummary("Schedules a review. Days that are left out are the usual ones of the kind.").Writes(Permissions.Plan);
        var review = api.MapGroup("/plans/{plan}/reviews/{review}");
        review.MapGet("", Show)
            .WithSummary("A review with its published versions, and for people of the office who has reported what. The ETag is the version to send back as If-Match.")
            .Produces<ReviewView>().ProducesProblem(404);
        review.MapGet("/baselines", Check)
            .WithSummary("Works the content hash of every published version out anew, and says whether it still matches.")
            .Produces<BaselineCheck[]>().ProducesProblem(404);
        review.MapPost("/submissions", Submit)
            .WithSummary("Submits an initiative (code), with its actuals, activity records and status if they are in the body; all of it or nothing.").Writes(Permissions.Record);
        review.MapPost("/returns", Return).WithSummary("Returns an initiative's submission with a reason: its section owes it again.").Writes(Permissions.Plan);
        review.MapPost("/deadline", MoveDeadline)
            .WithSummary("Moves the deadline with a reason, of the whole review or of one section.").Writes(Permissions.Plan);
        review.MapPost("/publication-date", MovePublication)
            .WithSummary("Moves the day on which the paper is planned to come out, with a reason; no deadline moves with it.").Writes(Permissions.Plan);
        review.MapPost("/close", Close).WithSummary("Closes the review: its figures are frozen.").Writes(Permissions.Plan);
        review.MapPost("/publish", Publish).WithSummary("Publishes what the closed review shows, for good.").Writes(Permissions.Plan);
        review.MapPost("/supersede", Supersede)
            .WithSummary("Supersedes a published version (baseline) with a reason, and publishes what is known now. The old one is kept.").Writes(Permissions.Plan);
    }

    private static async Task<IResult> List(
        string plan, ReviewQueries reviews, PlanQueries plans, TrackerSettings settings, TimeProvider time, CancellationToken cancellation) =>
        await plans.Plan(plan, new(settings.Today(time)), cancellation) is null
            ? Problems.UnknownPlan(plan)
            : Results.Ok(await reviews.Of(plan, cancellation));

    private static async Task<IResult> Show(string plan, string review, HttpContext http, ReviewQueries reviews, CancellationToken cancellation)
    {
        if (await reviews.Find(plan, review, cancellation) is not { } found) return Problems.UnknownReview(plan, review);
        http.Response.Headers.ETag = Versions.ETag(found.Record.Version);
        return Results.Ok(http.User.PersonId() is null ? found.View : found.ForOffice);
    }

    private static async Task<IResult> Check(
        string plan, string review, ReviewReading reviews, Baselines baselines, CancellationToken cancellation)
    {
        var record = await reviews.Read(plan, review, cancellation);
        return record.State.IsScheduled
            ? Results.Ok(await baselines.Check(record, cancellation: cancellation))
            : Problems.UnknownReview(plan, review);
    }

    private static async Task<IResult> Schedule(
        string plan, HttpContext http, ReviewCommands commands, PlanQueries plans, CancellationToken cancellation)
    {
        if (await plans.Plan(plan, new(commands.Today), cancellation) is not { } view) return Problems.UnknownPlan(plan);
        var calendar = await commands.Calendar(cancellation);
        return await Posting.AnswerAboutReview(http, plan, null, (post, fields) =>
        {
            var kind = fields.RequiredChoice<ReviewKind>("kind");
            var usual = ReviewDates.Usual(kind, new(view.FiscalYear), calendar);
            var (cutoff, deadline) = (fields.Date("cutoffDate", usual.CutoffDate), fields.Date("submissionDeadline", usual.SubmissionDeadline));
            var publication = fields.Date("publicationDate", usual.PublicationDate);
            var key = ReviewKeys.Of(kind);
            return (key, commands.Schedule(post.To(fields.Misread) with { Key = key }, kind, cutoff, deadline, publication, cancellation));
        });
    }

    private static Task<IResult> Submit(string plan, string review, HttpContext http, Reporting reporting, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) =>
        {
            List<Refusal> misread = [];
            var code = fields.Required("code");
            var actuals = post.Items("actuals").Select(item => ReadActual(item, misread)).ToValueList();
            var status = fields.Text("attainmentOutlook") is null && fields.Text("narrative") is null && fields.Text("progressStatus") is null
                ? null
                : new ReportedStatus(
                    fields.RequiredChoice<AttainmentOutlook>("attainmentOutlook"), fields.Choice<ProgressStatus>("progressStatus"), fields.Text("narrative"));
            // The version that the sender saw is the review's, which others' submissions move; it says nothing about the initiative.
            var to = post.To([.. fields.Misread, .. misread]) with { Key = code, Expected = null };
            return (code, reporting.Send(to, review, new(post.Key("id"), actuals, status, post.Texts("activityRecords")), cancellation));
        });

    private static ReportedActual ReadActual(Fields item, List<Refusal> misread)
    {
        var indicator = item.Required("indicator");
        var actual = new ReportedActual(indicator, new() { Value = item.Number("value"), Achieved = item.YesOrNo("achieved"), Note = item.Text("note") });
        misread.AddRange(item.Misread.Select(refusal => refusal with { Field = Reporting.FieldOf(refusal.Field, indicator) }));
        return actual;
    }

    private static Task<IResult> Return(string plan, string review, HttpContext http, ReviewCommands commands, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) =>
        {
            var code = fields.Required("code");
            return (code, commands.Return(post.To(fields.Misread), code, fields.Text("reason") ?? "", cancellation));
        });

    private static Task<IResult> MoveDeadline(string plan, string review, HttpContext http, ReviewCommands commands, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) =>
        {
            fields.Required("submissionDeadline");
            var deadline = fields.Date("submissionDeadline", commands.Today);
            DateOnly? publication = fields.Text("publicationDate") is null ? null : fields.Date("publicationDate", default);
            return (review, commands.MoveDeadline(
                post.To(fields.Misread), deadline, fields.Text("reason") ?? "", fields.Text("section"), publication, cancellation));
        });

    private static Task<IResult> MovePublication(string plan, string review, HttpContext http, ReviewCommands commands, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) =>
        {
            fields.Required("publicationDate");
            var publication = fields.Date("publicationDate", commands.Today);
            return (review, commands.MovePublication(post.To(fields.Misread), publication, fields.Text("reason") ?? "", cancellation));
        });

    private static Task<IResult> Close(string plan, string review, HttpContext http, ReviewCommands commands, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) => (review, commands.Close(post.To(fields.Misread), cancellation)));

    private static Task<IResult> Publish(string plan, string review, HttpContext http, ReviewCommands commands, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) =>
        {
            var publication = PublicationFields.Read(fields);
            return (review, commands.Publish(post.To(fields.Misread), publication, cancellation));
        });

    private static Task<IResult> Supersede(string plan, string review, HttpContext http, ReviewCommands commands, CancellationToken cancellation) =>
        Posting.AnswerAboutReview(http, plan, review, (post, fields) =>
        {
            fields.Required("baseline");
            var number = (int)(fields.Number("baseline") ?? 0);
            var publication = PublicationFields.Read(fields);
            return (review, commands.Supersede(post.To(fields.Misread), number, fields.Text("reason") ?? "", publication, cancellation));
        });
}

/// <summary>The paper in which a version is published, where one is named.</summary>
internal static class PublicationFields
{
    public static Publication? Read(Fields fields)
    {
        var (title, day) = (fields.Text("publicationTitle"), fields.Text("publishedOn"));
        if (title is null && day is null) return null;
        var on = fields.Date("publishedOn", default);
        if (day is null) fields.Required("publishedOn");
        return new(fields.Required("publicationTitle"), on.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }
}
