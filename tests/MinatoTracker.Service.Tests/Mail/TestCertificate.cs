using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MinatoTracker.Service.Tests.Mail;

/// <summary>A certificate for localhost that only the test which made it trusts.</summary>
internal static class TestCertificate
{
    /// <returns>Its thumbprint.</returns>
    public static async Task<string> Write(string certificateFile, string keyFile)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }
}
