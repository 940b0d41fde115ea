namespace MinatoTracker.Service.Hosting;

/// <summary>What an operator can set, from the environment (<c>MINATO_PORT</c>) or the command line (<c>--MINATO_PORT=…</c>).</summary>
public sealed record TrackerSettings
{
    /// <summary>Npgsql connection string; null for a private PostgreSQL under <see cref="LocalFolder"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>
    /// Where offices have databases of their own, by office (<c>MINATO_DATABASES__kita=Host=…</c>). The office of this process has
    /// <see cref="Postgres"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Databases { get; init; } = new Dictionary<string, string>();

    /// <summary>Where processes that share offices meet: MINATO_POSTGRES, whatever database this process's office has.</summary>
    public string? Meeting { get; init; }

    /// <summary>Every office and its database: this process's alone where no others are configured.</summary>
    public IReadOnlyDictionary<string, string> Offices =>
        Databases.Count > 0 ? Databases : new Dictionary<string, string> { [Tenant] = Postgres ?? throw new InvalidOperationException("No PostgreSQL is configured.") };

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

    /// <exception cref="MisconfiguredException">Offices have databases, and this one has none.</exception>
    public static TrackerSettings From(IConfiguration configuration)
    {
        var port = configuration.GetValue("MINATO_PORT", 8080);
        var tenant = NullIfEmpty(configuration["MINATO_TENANT"]) ?? "minato";
        var meeting = NullIfEmpty(configuration["MINATO_POSTGRES"]);
        var databases = configuration.GetSection("MINATO_DATABASES").GetChildren().Where(office => office.Value is { Length: > 0 })
            .ToDictionary(office => office.Key, office => office.Value!, StringComparer.Ordinal);
        if (databases.Count > 0 && !databases.ContainsKey(tenant)) throw new MisconfiguredException($"MINATO_DATABASES names no database for {tenant}, the office of this process.");
        return new()
        {
            Postgres = databases.GetValueOrDefault(tenant) ?? meeting,
            Databases = databases,
            Meeting = meeting,
            Smtp = NullIfEmpty(configuration["MINATO_SMTP"]),
            MailFrom = NullIfEmpty(configuration["MINATO_MAIL_FROM"]) ?? "minato-tracker@localhost.localdomain",
            MailReplyTo = NullIfEmpty(configuration["MINATO_MAIL_REPLY_TO"]),
            MailPatience = TimeSpan.FromSeconds(configuration.GetValue("MINATO_SMTP_PATIENCE", 30)),
            MailFirstPause = TimeSpan.FromSeconds(configuration.GetValue("MINATO_SMTP_FIRST_PAUSE", 60)),
            RemindEvery = TimeSpan.FromSeconds(configuration.GetValue("MINATO_REMIND_EVERY", 60)),
            ReminderLease = TimeSpan.FromSeconds(configuration.GetValue("MINATO_REMINDER_LEASE", 600)),
            Port = port,
            Tenant = tenant,
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
