"""Merging a pile of articles without a store: everything stays in memory, and all is compared anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from dateline.lexicon.happenings import Commonness, HappeningWords, load_commonness
from dateline.merge.facts import Facts, PageFacts, facts_of
from dateline.merge.run import merge_pages
from dateline.merge.weigh import load_weights
from dateline.records import Reading, Span


@dataclass(frozen=True, slots=True)
class PileMention:
    """One telling of a report, in the code points of its article's text."""

    span: Span


@dataclass(frozen=True, slots=True)
class PileReport:
    """``article`` is the owner's id of it, else its source. ``type`` and ``event`` are None for what no type is for."""

    article: str
    event: str | None
    type: str | None
    kinds: tuple[str, ...]  # of happenings.toml
    status: str
    trigger: Span
    sentence: str
    mentions: tuple[PileMention, ...]


@dataclass(frozen=True, slots=True)
class PileHappening:
    """Reports of one happening in the order of the articles; one report makes one too."""

    id: str
    reports: tuple[PileReport, ...]


def merge_pile(readings: Iterable[Reading], *, words: HappeningWords) -> list[PileHappening]:
    """The happenings of a pile, by their first report; [] of an empty one.

    Readings with occurrences give deaths, fires and other happenings that no type is for as well.
    """
    commonness = load_commonness()
    names: list[str] = []
    texts: list[str] = []
    facts: list[PageFacts] = []
    for number, reading in enumerate(readings):
        texts.append(reading.article.text)
        names.append(reading.page.given.item_id or reading.page.source)
        facts.append(facts_of(reading, page=f"{number}", words=words, commonness=commonness))
    return [
        PileHappening(name, tuple(_report(names[page], texts[page], told) for page, told in reports))
        for name, reports in _grouped(facts, commonness).items()
    ]


def _grouped(facts: list[PageFacts], commonness: Commonness) -> dict[str, list[tuple[int, Facts]]]:
    """The reports of each happening by its id, each with the number of its article."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.executescript((files("dateline") / "store" / "migrations" / "0002_merge.sql").read_text("utf-8"))
        db.execute("BEGIN")
        pages = [(number, number) for number in range(len(facts))]
        merge_pages(db, pages, load=facts.__getitem__, commonness=commonness, weights=load_weights())
        rows = db.execute(
            "SELECT h.id, r.id, r.page FROM report AS r JOIN happening AS h ON h.key = r.happening ORDER BY r.key"
        ).fetchall()
    finally:
        db.close()
    told = {report.id: report for page in facts for report in page.reports}
    groups: dict[str, list[tuple[int, Facts]]] = {}
    for happening, report, page in rows:
        groups.setdefault(happening, []).append((page, told[report]))
    return groups


def _report(article: str, text: str, told: Facts) -> PileReport:
    mentions = tuple(PileMention(span) for span in told.spans)
    return PileReport(
        article, told.event, told.type, tuple(sorted(told.kinds)), told.status, told.trigger,
        " ".join(told.sentence.words(text).split()), mentions,
    )  # fmt: skip
