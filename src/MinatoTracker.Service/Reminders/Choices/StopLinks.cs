using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Choices;

/// <summary>Whom a link is for, and which reminders it stops.</summary>
public sealed record StopRequest(string Person, ValueList<ReminderKind> Kinds);

/// <summary>
/// Links in mails by which a person goes without reminders, without signing in: whoever has the mail may. They are signed with a key
/// that lies beside those of the sessions, and the same reminder always gives the same link, so that a resent mail is the same.
/// They do not run out: a person may look for the link in an old mail.
/// </summary>
public sealed class StopLinks(TrackerSettings settings)
{
    public const string Path = "/reminders/stop";
    private const int KeyLength = 32;
    private readonly Lazy<byte[]> key = new(() => KeyIn(PrivateFiles.Folder(settings.LocalFolder, "keys").FullName));

    public string For(string person, ValueList<ReminderKind> kinds)
    {
        var named = Named(kinds);
        return settings.PublicUrl + Path + new QueryBuilder { { "person", person }, { "kinds", named }, { "proof", Proof(person, named) } };
    }

    /// <returns>Null for a link that is not one of ours, or was changed or cut off on its way.</returns>
    public StopRequest? Read(IQueryCollection query)
    {
        var (person, named, proof) = (query["person"].ToString(), query["kinds"].ToString(), query["proof"].ToString());
        var isOurs = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(Proof(person, named)));
        if (!isOurs) return null;
        // A kind that a later version does not know any more stops nothing.
        var kinds = named.Split(',').SelectMany(name => Enum.TryParse<ReminderKind>(name, out var kind) ? [kind] : Array.Empty<ReminderKind>());
        return new(person, kinds.ToValueList());
    }

    private static string Named(ValueList<ReminderKind> kinds) => string.Join(',', kinds);

    private string Proof(string person, string kinds) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"stop\n{settings.Tenant}\n{person}\n{kinds}")));

    private static byte[] KeyIn(string folder)
    {
        var file = System.IO.Path.Combine(folder, "stop-links.key");
        if (!File.Exists(file)) Create(file);
        return Convert.FromHexString(File.ReadAllText(file));
    }

    // Of several processes that start at once, the first one's key is the one that counts.
    private static void Create(string file)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyLength)));
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
