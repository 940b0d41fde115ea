using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Initiatives;

/// <summary>Where the lines and points of an indicator's chart go: a year across, the unit upwards.</summary>
public sealed class TargetChart
{
    public const int Width = 480;
    public const int Height = 220;
    private const int Left = 44;
    private const int Right = 20;
    private const int Top = 24;
    private const int Bottom = 32;

    private readonly FiscalYear year;
    private readonly decimal highest;

    private TargetChart(IndicatorTrack track, FiscalYear year)
    {
        this.year = year;
        var bounds = track.Steps.Select(step => step.Target.Bounds()[0]).ToArray();
        var measured = track.Actuals.Where(actual => actual.Value.Value is not null).ToArray();
        highest = RoundUp(bounds.Concat(measured.Select(actual => actual.Value.Value!.Value)).Max());
        Targets = [.. track.Steps.Select((step, i) => Line(track.Steps, i, bounds))];
        Actuals = [.. measured.Select(actual => new ChartPoint(X(actual.From), Y(actual.Value.Value!.Value), actual.Value.Value.Value))];
        Ticks = [.. new[] { 0m, highest / 2, highest }.Select(value => new ChartTick(Y(value), value))];
        Months = [.. Enumerable.Range(0, 12).Where(month => month % 3 == 0).Select(month => year.Start.AddMonths(month)).Select(day => new ChartMonth(X(day), day.Month))];
    }

    public IReadOnlyList<ChartLine> Targets { get; }

    public IReadOnlyList<ChartPoint> Actuals { get; }

    public IReadOnlyList<ChartTick> Ticks { get; }

    public IReadOnlyList<ChartMonth> Months { get; }

    public static int PlotLeft => Left;

    public static int PlotRight => Width - Right;

    public static int PlotBottom => Height - Bottom;

    /// <summary>Right of here a label stands to the left of what it names.</summary>
    public static int LabelTurn => Width * 2 / 3;

    /// <returns>Null where there is nothing to compare: a lone target, targets without one sure bound, or different units.</returns>
    public static TargetChart? Of(IndicatorTrack track, FiscalYear year)
    {
        if (track.Steps.Count == 0 || track.Steps.Count + track.Actuals.Count(actual => actual.Value.Value is not null) < 2) return null;
        var unit = track.Steps[0].Target.Unit;
        return track.Steps.All(step => step.Target.Bounds() is [>= 0] && step.Target.Unit == unit)
            && track.Actuals.All(actual => actual.Value.Value is null or >= 0)
            ? new(track, year)
            : null;
    }

    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private ChartLine Line(IReadOnlyList<TrackStep> steps, int index, decimal[] bounds)
    {
        var to = index + 1 < steps.Count ? steps[index + 1].From : year.End;
        // Where the measure itself changed, the line breaks off instead of stepping up or down.
        var connects = index > 0 && steps[index].Revision!.Comparable;
        return new(X(steps[index].From), X(to), Y(bounds[index]), connects ? Y(bounds[index - 1]) : null, bounds[index]);
    }

    private decimal X(DateOnly day)
    {
        decimal days = year.End.DayNumber - year.Start.DayNumber;
        var share = Math.Clamp((day.DayNumber - year.Start.DayNumber) / days, 0, 1);
        return Math.Round(Left + share * (PlotRight - Left), 1);
    }

    private decimal Y(decimal value) => Math.Round(PlotBottom - value / highest * (PlotBottom - Top), 1);

    /// <summary>1, 2 or 5 times a power of ten, so that the scale's ends are figures people read at a glance.</summary>
    private static decimal RoundUp(decimal value)
    {
        if (value <= 0) return 1;
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)value)));
        ReadOnlySpan<int> factors = [1, 2, 5];
        foreach (var factor in factors) if (factor * power >= value) return factor * power;
        return 10 * power;
    }
}

/// <param name="StepsFrom">Height of the line before, where this one steps up or down from it.</param>
public sealed record ChartLine(decimal From, decimal To, decimal Height, decimal? StepsFrom, decimal Value);

public sealed record ChartPoint(decimal X, decimal Y, decimal Value);

public sealed record ChartTick(decimal Y, decimal Value);

public sealed record ChartMonth(decimal X, int Month);
