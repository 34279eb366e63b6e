"""Counts over time: what is put where, what is a gap, what changed and how surely."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import dateline
from dateline.answers import Dated, Trend
from dateline.errors import UsageError
from dateline.export.chart import print_trend
from dateline.export.plot import plot_trend
from dateline.trend import make_trend
from dateline.trend import periods as calendar
from dateline.trend.spread import RULES, fill
from dateline.trend.tests import find_changes, two_counts

DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))


def dated(*rows: tuple[str | None, str | None, int]) -> list[Dated]:
    def day(cell: str | None) -> date | None:
        return date.fromisoformat(cell) if cell else None

    return [Dated(day(first), day(last), count) for first, last, count in rows]


def pages(*months: str) -> list[Dated]:
    """Ten pages on the tenth of each month."""
    return dated(*((f"{month}-10", f"{month}-10", 10) for month in months))


def trend(events: list[Dated], read: list[Dated], **asked: Any) -> Trend:
    return make_trend(events, read, **{"by": "month", "of": "all", "look_for_changes": False, **asked})


def values(found: Trend) -> list[float | None]:
    return [None if p.value is None else round(p.value, 3) for p in found.periods]


@pytest.mark.parametrize(
    ("day", "by", "first", "name"),
    [
        ("2024-03-05", "day", "2024-03-05", "2024-03-05"),
        ("2024-03-05", "week", "2024-03-04", "2024-W10"),
        ("2023-01-01", "week", "2022-12-26", "2022-W52"),
        ("2024-03-05", "month", "2024-03-01", "2024-03"),
        ("2024-06-30", "quarter", "2024-04-01", "2024-Q2"),
        ("2024-12-31", "year", "2024-01-01", "2024"),
    ],
)
def test_a_day_is_in_one_period_of_each_kind(day: str, by: str, first: str, name: str) -> None:
    start = calendar.start_of(date.fromisoformat(day), by)
    assert (start.isoformat(), calendar.label(start, by)) == (first, name)


@pytest.mark.parametrize(
    ("start", "by", "before"),
    [
        ("2024-02-29", "day", None),
        ("2024-W10", "week", "2023-W10"),
        ("2020-W53", "week", None),
        ("2024-03-01", "month", "2023-03-01"),
    ],
)
def test_the_same_period_of_the_year_before(start: str, by: str, before: str | None) -> None:
    def monday(text: str) -> date:
        return date.fromisocalendar(int(text[:4]), int(text[6:]), 1) if "W" in text else date.fromisoformat(text)

    assert calendar.year_before(monday(start), by) == (monday(before) if before else None)


@given(DAYS, st.integers(0, 900), st.sampled_from(calendar.BY))
def test_periods_follow_one_another_without_a_hole(first: date, length: int, by: str) -> None:
    starts = list(calendar.starts(first, first + timedelta(days=length), by))
    assert starts[0] <= first < (calendar.after(starts[0], by) or date.max)
    assert all(calendar.after(a, by) == b for a, b in pairwise(starts))


def test_the_rules_for_a_time_that_spans_several_periods() -> None:
    bounds = [date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 1)]
    spanning = dated(("2024-02-28", "2024-03-03", 5))  # two days of February, three of March
    assert fill(spanning, bounds, rule="spread").amounts == (2.0, 3.0, 0.0)
    assert fill(spanning, bounds, rule="first").amounts == (5.0, 0.0, 0.0)
    assert fill(spanning, bounds, rule="skip").amounts == (0.0, 0.0, 0.0)
    assert fill(spanning, bounds, rule="skip").skipped == 5


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 1200), st.integers(1, 9)), max_size=12),
    st.tuples(DAYS, st.integers(1, 900)),
    st.sampled_from(["week", "month", "quarter"]),
    st.sampled_from(RULES),
)
def test_no_event_is_lost_or_counted_twice(
    rows: list[tuple[date, int, int]], window: tuple[date, int], by: str, rule: str
) -> None:
    bounds = list(calendar.starts(window[0], window[0] + timedelta(days=window[1]), by))
    bounds.append(calendar.after(bounds[-1], by) or date.max)
    filled = fill([Dated(d, d + timedelta(days=n), c) for d, n, c in rows], bounds, rule=rule)
    total = sum(filled.amounts) + filled.outside + filled.skipped
    assert total == pytest.approx(sum(c for _, _, c in rows), abs=1e-6)
    assert min(filled.amounts) >= 0


def test_sharing_out_is_as_if_each_day_were_counted() -> None:
    chance = random.Random(3)
    bounds = [date(2024, m, 1) for m in range(1, 9)]
    for _ in range(50):
        first = date(2023, 11, 1) + timedelta(days=chance.randrange(330))
        last = first + timedelta(days=chance.randrange(200))
        by_hand = [0.0] * 7
        for i in range((last - first).days + 1):
            day = first + timedelta(days=i)
            if bounds[0] <= day < bounds[-1]:
                by_hand[day.month - 1] += 1 / ((last - first).days + 1)
        assert fill([Dated(first, last, 1)], bounds, rule="spread").amounts == pytest.approx(by_hand, abs=1e-6)


def test_a_period_without_pages_is_a_gap_and_no_zero() -> None:
    found = trend(dated(("2024-01-05", "2024-01-05", 3), ("2024-02-05", "2024-02-05", 1)), pages("2024-01", "2024-03"))
    assert values(found) == [3.0, None, 0.0]
    assert found.left_out == (("in periods of which no page was read", 1),)


def test_per_pages_divides_by_the_pages_read() -> None:
    events = dated(("2024-01-05", "2024-01-05", 5), ("2024-02-05", "2024-02-05", 5))
    read = [*pages("2024-01"), *pages("2024-02"), *pages("2024-02")]
    assert values(trend(events, read, per_pages=True)) == [0.5, 0.25]


def test_what_stands_in_no_period_is_told() -> None:
    events = dated((None, None, 7), ("1999-01-01", "1999-12-31", 2), ("2024-01-05", "2024-01-06", 1))
    found = trend(events, pages("2024-01"))
    assert values(found) == [1.0]
    assert found.left_out == (("no day told", 7), ("outside these periods", 2))


def test_since_and_until_set_the_periods() -> None:
    found = trend([], pages("2024-01", "2024-12"), since=date(2024, 3, 1), until=date(2024, 5, 31))
    assert [p.label for p in found.periods] == ["2024-03", "2024-04", "2024-05"]


def test_a_store_without_dated_pages_has_no_trend_and_says_so() -> None:
    found = trend(dated(("2024-01-05", "2024-01-05", 3)), dated((None, None, 4)))
    assert (found.periods, found.notes) == ((), ("no page with a day of publication was read",))


def test_too_many_periods_are_refused() -> None:
    read = dated(("0001-01-01", "0001-01-01", 1), ("9999-12-31", "9999-12-31", 1))
    with pytest.raises(UsageError, match="more than 5,000 periods"):
        trend([], read, by="day")
    assert len(trend([], read, by="year", since=date(9000, 1, 1)).periods) == 1000


def test_change_is_against_the_same_period_of_the_year_before() -> None:
    events = dated(("2023-03-05", "2023-03-05", 10), ("2024-03-05", "2024-03-05", 30))
    found = trend(events, pages("2023-03", "2024-03"))
    last = found.periods[-1]
    assert (last.value, last.year_before, last.change) == (30, 10, 2.0)
    assert last.p_value == pytest.approx(0.0022, abs=0.0003)  # a fair coin gives 30 or more of 40, or 10 or fewer, so
    assert found.periods[0].change is None


@pytest.mark.parametrize(
    ("one", "other", "exposures", "p"),
    [
        (5, 5, (1, 1), 1.0),
        (0, 0, (1, 1), None),
        (6, 0, (1, 1), 2 / 64),
        (10, 20, (1, 2), 1.0),  # twice as many from twice as much
        (3, 1, (0, 1), None),
        (9000, 8000, (1, 1), 0.0),
    ],
)
def test_two_counts_are_held_against_chance(
    one: float, other: float, exposures: tuple[float, float], p: float | None
) -> None:
    found = two_counts(one, other, exposures=exposures)
    assert found == (None if p is None else pytest.approx(p, abs=1e-6))


def poisson(chance: random.Random, mean: float) -> int:
    limit, k, product = 2.718281828459045**-mean, 0, chance.random()
    while product > limit:
        k, product = k + 1, product * chance.random()
    return k


def test_a_level_that_rises_is_found_where_it_rises() -> None:
    pytest.importorskip("ruptures")
    chance = random.Random(7)
    counts = [poisson(chance, 5) for _ in range(24)] + [poisson(chance, 15) for _ in range(24)]
    (change,) = find_changes(counts, [1.0] * 48)
    assert abs(change.at - 24) <= 1
    assert change.p_value <= 0.005
    assert change.before < 8 < 12 < change.after


def test_what_only_rises_with_the_pages_read_is_no_change_of_rate() -> None:
    pytest.importorskip("ruptures")
    chance = random.Random(8)
    read = [10.0] * 24 + [40.0] * 24
    counts = [poisson(chance, n) for n in read]
    assert find_changes(counts, read) == ()
    assert len(find_changes(counts, [1.0] * 48)) == 1


def test_chance_alone_seldom_gives_a_change() -> None:
    pytest.importorskip("ruptures")
    chance = random.Random(9)
    found = [find_changes([poisson(chance, 6) for _ in range(36)], [1.0] * 36) for _ in range(60)]
    assert sum(map(bool, found)) <= 5


@pytest.mark.parametrize("counts", [[], [3.0] * 5, [0.0] * 30])
def test_too_little_tells_no_change(counts: list[float]) -> None:
    pytest.importorskip("ruptures")
    assert find_changes(counts, [1.0] * len(counts)) == ()


def long_trend() -> Trend:
    chance = random.Random(7)
    months = [f"{2020 + i // 12}-{i % 12 + 1:02}" for i in range(48)]
    events = dated(*((f"{m}-05", f"{m}-05", poisson(chance, 5 if i < 24 else 15)) for i, m in enumerate(months)))
    return trend(events, pages(*(m for m in months if m != "2021-06")), look_for_changes=True)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_plot_of_a_terminal_shows_pages_gaps_and_changes(width: int) -> None:
    pytest.importorskip("ruptures")
    out = io.StringIO()
    print_trend(long_trend(), Console(file=out, width=width, color_system=None))
    text = out.getvalue()
    assert "pages read" in text
    assert "·" in text
    assert "▲ from 2022-01 on" in text
    assert "no page was read: unknown, not zero" in text
    bars = [line for line in text.splitlines() if "│" in line or "└" in line]
    assert max(map(len, bars)) <= width


@pytest.mark.parametrize(("suffix", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_the_plot_of_a_file_is_a_picture(tmp_path: Path, suffix: str, head: bytes) -> None:
    pytest.importorskip("matplotlib")
    plot_trend(long_trend(), tmp_path / f"trend.{suffix}")
    assert (tmp_path / f"trend.{suffix}").read_bytes().startswith(head)


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"end its name in \.png or \.svg"):
        plot_trend(long_trend(), tmp_path / "trend.gif")


def test_a_store_is_counted_without_background_copies_and_denials(asked_store: Path) -> None:
    with dateline.open(asked_store) as record:
        year = record.trend(by="year", of="ASSAULT")
        assert [(p.label, p.events, p.pages) for p in year.periods] == [("2023", 0, 1), ("2024", 2, 2)]
        assert sum(p.events for p in record.trend(by="year", of="ASSAULT", copies=True).periods) == 3
        assert record.trend(by="year", of="ASSAULT", historical=True).left_out == (("outside these periods", 1),)
        assert sum(p.events for p in record.trend(by="year", actor="coastal front").periods) == 1
        denied = record.trend(by="year", actor="coastal front", polarity=("affirmed", "denied"))
        assert sum(p.events for p in denied.periods) == 2
        months = record.trend(by="month", of="ASSAULT", since="2024-02")
        assert values(months) == [None, 1.6]
        assert months.spanning == 1
