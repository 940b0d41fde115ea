using Microsoft.Extensions.Configuration;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Tests.Tenancy;

/// <summary>Which database is whose, by the settings.</summary>
public sealed class DatabasesTests
{
    [Fact]
    public void All_offices_are_in_one_database_unless_they_have_their_own()
    {
        var settings = Set(("MINATO_POSTGRES", "Host=a"), ("MINATO_TENANT", "kita"));

        settings.Postgres.ShouldBe("Host=a");
        settings.Offices.ShouldBe(new Dictionary<string, string> { ["kita"] = "Host=a" });
    }

    [Fact]
    public void An_office_has_the_database_that_is_set_for_it_and_meets_the_others_in_the_common_one()
    {
        var settings = Set(("MINATO_POSTGRES", "Host=a"), ("MINATO_TENANT", "kita"), ("MINATO_DATABASES:minato", "Host=b"), ("MINATO_DATABASES:kita", "Host=c"));

        (settings.Postgres, settings.Meeting).ShouldBe(("Host=c", "Host=a"));
        settings.Offices.Keys.ShouldBe(["kita", "minato"], ignoreOrder: true);
    }

    [Fact]
    public void An_office_that_the_list_forgot_is_named() =>
        Should.Throw<MisconfiguredException>(() => Set(("MINATO_TENANT", "kita"), ("MINATO_DATABASES:minato", "Host=b"))).Message.ShouldContain("kita");

    private static TrackerSettings Set(params (string Name, string Value)[] variables) => TrackerSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(set => KeyValuePair.Create(set.Name, (string?)set.Value))).Build());
}
