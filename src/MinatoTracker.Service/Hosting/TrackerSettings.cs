namespace MinatoTracker.Service.Hosting;

/// <summary>What an operator can set, from the environment (<c>MINATO_PORT</c>) or the command line (<c>--MINATO_PORT=…</c>).</summary>
public sealed record TrackerSettings
{
    /// <summary>Npgsql connection string; null for a private PostgreSQL under <see cref="LocalFolder"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>smtp://user:password@host:port, smtps:// or smtp+starttls://; null writes mails to <see cref="Outbox"/>.</summary>
    public string? Smtp { get; init; }

    /// <summary>Whom mails are from; its domain is the one of their Message-IDs too.</summary>
    public string MailFrom { get; init; } = "minato-tracker@localhost.localdomain";

    /// <summary>Where answers to mails go; null for <see cref="MailFrom"/>.</summary>
    public string? MailReplyTo { get; init; }

    /// <summary>How long the mail server may take over one mail.</summary>
    public TimeSpan MailPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon a mail that failed is tried again; each further try waits twice as long, up to an hour.</summary>
    public TimeSpan MailFirstPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often to look for due reminders.</summary>
    public TimeSpan RemindEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long those whom a process was about to mail wait when it dies. Much longer than <see cref="MailPatience"/>.</summary>
    public TimeSpan ReminderLease { get; init; } = TimeSpan.FromMinutes(10);

    public int Port { get; init; } = 8080;

    /// <summary>The office whose plans these are.</summary>
    public string Tenant { get; init; } = "minato";

    /// <summary>Days begin and reminders leave by this zone's clock.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>After how many days without an actual a figure is stale.</summary>
    public int StaleDays { get; init; } = 120;

    /// <summary>Git-ignored folder for what a run leaves behind.</summary>
    public required string LocalFolder { get; init; }

    public string Outbox => Path.Combine(LocalFolder, "outbox");

    /// <summary>Address that links in mails begin with.</summary>
    public string PublicUrl { get; init; } = "http://localhost:8080";

    public static TrackerSettings From(IConfiguration configuration)
    {
        var port = configuration.GetValue("MINATO_PORT", 8080);
        return new()
        {
            Postgres = NullIfEmpty(configuration["MINATO_POSTGRES"]),
            Smtp = NullIfEmpty(configuration["MINATO_SMTP"]),
            MailFrom = NullIfEmpty(configuration["MINATO_MAIL_FROM"]) ?? "minato-tracker@localhost.localdomain",
            MailReplyTo = NullIfEmpty(configuration["MINATO_MAIL_REPLY_TO"]),
            MailPatience = TimeSpan.FromSeconds(configuration.GetValue("MINATO_SMTP_PATIENCE", 30)),
            MailFirstPause = TimeSpan.FromSeconds(configuration.GetValue("MINATO_SMTP_FIRST_PAUSE", 60)),
            RemindEvery = TimeSpan.FromSeconds(configuration.GetValue("MINATO_REMIND_EVERY", 60)),
            ReminderLease = TimeSpan.FromSeconds(configuration.GetValue("MINATO_REMINDER_LEASE", 600)),
            Port = port,
            Tenant = NullIfEmpty(configuration["MINATO_TENANT"]) ?? "minato",
            Zone = TimeZoneInfo.FindSystemTimeZoneById(NullIfEmpty(configuration["MINATO_TIME_ZONE"]) ?? "Asia/Tokyo"),
            StaleDays = configuration.GetValue("MINATO_STALE_DAYS", 120),
            LocalFolder = NullIfEmpty(configuration["MINATO_LOCAL"]) ?? Path.Combine(Root(), ".local"),
            PublicUrl = (NullIfEmpty(configuration["MINATO_URL"]) ?? $"http://localhost:{port}").TrimEnd('/'),
        };
    }

    public DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone).DateTime);

    /// <summary>The checkout that this build lies in, or else where it was started.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "MinatoTracker.sln"))) return folder.FullName;
        return Directory.GetCurrentDirectory();
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
