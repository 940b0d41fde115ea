using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MinatoTracker.EventLog.Doctor;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>All that a run of the check found wrong.</summary>
/// <param name="CheckedAt">When the check began, by the office's clock.</param>
public sealed record Damage(DateTimeOffset CheckedAt, IReadOnlyList<Finding> Findings)
{
    public DateOnly CheckedOn => DateOnly.FromDateTime(CheckedAt.DateTime);

    /// <summary>The same for the same damage.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Findings.Select(finding => $"{finding.Code} {finding.Tenant} {finding.Data}").Order(StringComparer.Ordinal)))))[..32];

    public string AboutTo(string person) => string.Create(CultureInfo.InvariantCulture, $"{CheckedOn:yyyy-MM-dd}/{Hash}/{person}");
}
