using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>Without a mail server, mails land in a folder.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_mail_is_a_file_that_reads_as_the_mail()
    {
        (await world.Run()).Sent.ShouldBe(2);
        Directory.EnumerateFiles(world.Settings.Outbox).ShouldAllBe(file => file.EndsWith(".eml"));

        var mail = world.Node.GetRequiredService<Outbox>().List().Single(mail => mail.To.Contains("haruka"));
        mail.To.ShouldBe("港 はるか <haruka@minato.example>");
        mail.Subject.ShouldStartWith("【運営方針】中間振り返りの報告のお願い");
        mail.Date.ShouldBe(world.Time.GetUtcNow());
        mail.Text.ShouldContain("■ 1-1-1 防災訓練の実施\r\n  https://plan.minato.example/plans/minato-2020/initiatives/1-1-1/report?review=mid-year");
        world.Node.GetRequiredService<Outbox>().Find(mail.Name).ShouldBe(mail);
    }

    [Fact]
    public async Task The_newest_mail_comes_first_and_a_foreign_file_does_no_harm()
    {
        await world.Run();
        world.GoTo(9, 8);
        await world.Run();
        await File.WriteAllTextAsync(Path.Combine(world.Settings.Outbox, "foreign.eml"), "no mail at all");
        var mails = world.Node.GetRequiredService<Outbox>().List();
        mails.Count.ShouldBe(4);
        mails.Select(mail => mail.Date).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("../demo-people")]
    [InlineData("..%2fdemo")]
    [InlineData("a/b")]
    [InlineData("unknown")]
    [InlineData("")]
    public void Nothing_but_a_mail_of_the_outbox_is_found(string name) => world.Node.GetRequiredService<Outbox>().Find(name).ShouldBeNull();

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_a_visible_failure_and_mended_by_itself()
    {
        // A file stands where the folder should be: that stops root as well.
        await File.WriteAllTextAsync(world.Settings.Outbox, "in the way");
        (await world.Run()).Failed.ShouldBe(1);
        (await world.View()).Reminders.Single(row => row.Status == ReminderRowStatus.Failed).Fault.ShouldBe(DeliveryFault.OutboxNotWritable);

        File.Delete(world.Settings.Outbox);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        (await world.Run()).Sent.ShouldBe(2);
    }
}
