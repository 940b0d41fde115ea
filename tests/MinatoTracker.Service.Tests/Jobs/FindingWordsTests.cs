using System.Globalization;
using System.Resources;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Tests.Jobs;

public sealed class FindingWordsTests
{
    [Fact]
    public void Every_check_of_the_doctor_has_words_in_Japanese()
    {
        var texts = new ResourceManager("MinatoTracker.Service.Resources.FindingsTexts", typeof(FindingWords).Assembly);
        var checks = new[] { "Doctor/Database", "Doctor/Tenant" }.SelectMany(folder => Sql.Paths(typeof(EventLogDoctor).Assembly, folder));

        foreach (var check in checks.Select(path => Path.GetFileNameWithoutExtension(path)!)) texts.GetString(check, CultureInfo.InvariantCulture).ShouldNotBeNull(check);
    }
}
