"""A trend as a picture, PNG or SVG: events above, pages read beneath; needs the extra ``plots``."""

from __future__ import annotations

from pathlib import Path

from dateline.answers import Trend
from dateline.errors import UsageError
from dateline.export.chart import chance, notes

FORMATS = (".png", ".svg")
MOST_LABELS = 14


def plot_trend(trend: Trend, path: str | Path) -> None:
    """Writes the picture; its suffix says which. Raises UsageError on another suffix, or without matplotlib."""
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise UsageError(f"--plot {path}: end its name in .png or .svg")
    if not trend.periods:
        raise UsageError("--plot: there is nothing to plot: no page with a day of publication was read")
    try:
        from matplotlib.figure import Figure
    except ImportError as err:
        raise UsageError('--plot: needs a package that is not installed; pip install "dateline[plots]"') from err
    periods = trend.periods
    at = range(len(periods))
    figure = Figure(figsize=(max(8.0, min(16.0, len(periods) * 0.3)), 5.4), layout="constrained")
    events, pages = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    events.bar(at, [p.value or 0 for p in periods], color="#b23a2e", width=0.85)
    pages.bar(at, [p.pages for p in periods], color="#4a6d8c", width=0.85)
    for i, period in enumerate(periods):
        if period.value is None:
            for plot in (events, pages):
                plot.axvspan(i - 0.5, i + 0.5, facecolor="#eeeeee", edgecolor="#cccccc", hatch="///", linewidth=0)
    labels = [p.label for p in periods]
    for point in trend.change_points or ():
        x = labels.index(point.label) - 0.5
        events.axvline(x, color="#222222", linestyle="--", linewidth=1)
        events.annotate(
            f"p = {chance(point.p_value)}".replace("= <", "< "), (x, 1), xycoords=("data", "axes fraction"),
            xytext=(4, -12), textcoords="offset points", fontsize=8,
        )  # fmt: skip
    step = -(-len(periods) // MOST_LABELS)
    pages.set_xticks(list(at)[::step], labels[::step], rotation=45, ha="right", fontsize=8)
    events.set_ylabel("events a page" if trend.per_pages else "events")
    pages.set_ylabel("pages read")
    for plot in (events, pages):
        plot.spines[["top", "right"]].set_visible(False)
        plot.set_ylim(bottom=0)
        plot.set_xlim(-0.6, len(periods) - 0.4)
    events.set_title(f"{trend.of}, by {trend.by}", loc="left", fontsize=10, parse_math=False, wrap=True)
    hatched = "Hatched: no page was read. "
    told = " ".join(note for note in notes(trend) if not note.startswith("·"))
    told = (hatched if any(p.value is None for p in periods) else "") + told
    figure.supxlabel(told, fontsize=7, x=0.01, ha="left", wrap=True, parse_math=False)
    try:
        figure.savefig(target, dpi=150, metadata={"Date": None} if target.suffix.lower() == ".svg" else None)
    except OSError as err:
        raise UsageError(f"--plot {path}: can't be written: {err.strerror or err}") from err
