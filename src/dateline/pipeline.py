"""The table of contents: from a page to its record, stage by stage.

Page -> Article -> Analysis -> times, places, actors -> quotes, events, figures -> Reading.
Each line of ``read_article`` is a stage; each stage is a function from records to records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from dateline import __version__
from dateline.article import is_read, make_article
from dateline.article.dating import archive_bounds
from dateline.article.limit import within_limit
from dateline.errors import UnreadablePage
from dateline.extract.assemble import make_events
from dateline.extract.attribution import attribute_events, attribute_figures
from dateline.extract.events import find_tellings
from dateline.extract.figures import find_figures
from dateline.extract.occurrences import find_occurrences
from dateline.extract.quotes import find_quotes
from dateline.judge import Judge, judge_name, open_judge, second_opinion
from dateline.language import Parser, load_parser
from dateline.language.parser import SMALL, parser_name, require_model
from dateline.lexicon.gazetteer import Gazetteer, load_gazetteer
from dateline.lexicon.whole import Lexicon, lexicon_version, load_lexicon
from dateline.lookup import make_cast
from dateline.records import Actor, Analysis, Article, Event, Figure, MadeBy, Page, Place, Quote, Reading, Skipped
from dateline.resolve.actors import find_actors
from dateline.resolve.dating import infer_published
from dateline.resolve.places import find_places
from dateline.resolve.times import find_times
from dateline.taught import Taught, open_taught, with_taught

# What a fault in a stage can raise: reported with the page, never let through to stop the others.
FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.Error,
)
CHUNK = 16  # articles parsed together: enough to fill the parser's batches, few enough to answer soon


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs, loaded once: a parser, the word lists and rules, the gazetteer; a judge, unless left out;
    types that the user taught, if any."""

    parser: Parser
    lexicon: Lexicon
    gazetteer: Gazetteer
    judge: Judge | None = None
    taught: Taught | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose. ``today`` bounds publication dates; ``published`` outranks the pages' own.

    ``judge``: ``small`` is the shipped one, ``off`` leaves the rules alone, else the folder of one that you trained.
    """

    model: str | None = None
    rule_folders: tuple[Path, ...] = ()
    actor_files: tuple[Path, ...] = ()
    today: date | None = None
    published: date | None = None
    judge: str = "small"
    occurrences: bool = False  # what no type is for is found too, as the merging of piles asks


def open_tools(settings: Settings) -> Tools:
    """Loads everything once; raises LexiconError or UsageError, naming what is wrong."""
    lexicon = load_lexicon(rule_folders=settings.rule_folders, actor_files=settings.actor_files)
    taught = open_taught(lexicon.taught, judge=settings.judge)
    return Tools(load_parser(settings.model or SMALL), lexicon, load_gazetteer(), open_judge(settings.judge), taught)


def check_settings(settings: Settings) -> None:
    """Raises LexiconError or UsageError where ``open_tools`` would, without loading the parser."""
    load_lexicon(rule_folders=settings.rule_folders, actor_files=settings.actor_files)
    require_model(settings.model or SMALL)
    judge_name(settings.judge)


def made_by_now(settings: Settings) -> MadeBy:
    """What a record that is read now is made by, without loading it; raises UsageError."""
    lexicon = lexicon_version(rule_folders=settings.rule_folders, actor_files=settings.actor_files)
    parser = parser_name(settings.model or SMALL)
    return MadeBy(program=__version__, lexicon=lexicon, parser=parser, model=judge_name(settings.judge))


def read_pages(
    pages: Iterable[Page | Skipped], *, tools: Tools, settings: Settings | None = None
) -> Iterator[Reading | Skipped]:
    """One answer a page, in order; what could not be read comes back as Skipped with its reason."""
    settings = settings or Settings()
    stream = iter(pages)
    while chunk := list(islice(stream, CHUNK)):
        opened = [open_page(page, tools=tools, settings=settings) for page in chunk]
        articles = [for_parser(o[1]) for o in opened if not isinstance(o, Skipped)]
        try:
            analyses = iter(list(tools.parser.analyse_many(articles)))
        except FAULTS:  # one of them: each is parsed alone, so that the others are not lost with it
            analyses = None
        for item in opened:
            if isinstance(item, Skipped):
                yield item
            else:
                yield _guarded(*item, next(analyses) if analyses else None, tools, settings)


def open_page(page: Page | Skipped, *, tools: Tools, settings: Settings) -> Skipped | tuple[Page, Article]:
    """The page with its article, within the limit of length; Skipped when it holds none."""
    if isinstance(page, Skipped):
        return page
    if settings.published:
        page = replace(page, given=replace(page.given, published=settings.published, published_basis="given"))
    try:
        return page, within_limit(make_article(page, words=tools.lexicon.furniture, today=settings.today))
    except UnreadablePage as err:
        return Skipped(page.source, err.reason, err.detail, page.given.item_id)
    except FAULTS as err:
        return _fault(page, err)


def for_parser(article: Article) -> Article:
    """The article, without blocks where its language is not read: its note says so."""
    return article if is_read(article) else replace(article, blocks=())


def _guarded(
    page: Page, article: Article, analysis: Analysis | None, tools: Tools, settings: Settings
) -> Reading | Skipped:
    """A fault of ours on one page is reported with the page's name and stops no other page."""
    try:
        analysis = analysis or tools.parser.analyse(for_parser(article))
        reading = read_article(page, article, analysis, tools=tools)
        return with_occurrences(reading, analysis, tools=tools) if settings.occurrences else reading
    except FAULTS as err:
        return _fault(page, err)


def _fault(page: Page, err: BaseException) -> Skipped:
    frame = err.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "unknown place"
    return Skipped(
        page.source,
        "fault in dateline",
        f"{type(err).__name__} at {where}: {err}; please report it with the page",
        page.given.item_id,
    )


def _no_clock(stage: str) -> None:
    """Where nobody times the stages."""


def read_article(
    page: Page, article: Article, analysis: Analysis, *, tools: Tools, lap: Callable[[str], None] = _no_clock
) -> Reading:
    """The record of one article whose sentences are parsed; ``lap`` is told the name of each stage when it ends."""
    words = tools.lexicon
    published = article.published or infer_published(analysis, article, words=words.times) or archive_bounds(page.given)
    article = replace(article, published=published)

    times = find_times(analysis, published=published, words=words.times)
    lap("times")
    places = find_places(analysis, article, gazetteer=tools.gazetteer)
    lap("places")
    actors = find_actors(analysis, article, table=words.actors, places=places)
    cast = make_cast(actors)
    lap("actors")

    quotes = find_quotes(analysis, article, cast=cast, words=words.reporting)
    lap("quotes")
    tellings = find_tellings(analysis, rules=words.events, status=words.status)
    lap("event rules")
    if tools.judge:
        tellings = second_opinion(tellings, analysis, judge=tools.judge)
        lap("judge")
    if tools.taught:
        tellings = with_taught(tellings, analysis, taught=tools.taught, rules=words.events, status=words.status)
        lap("taught types")
    events = make_events(
        tellings, analysis, article, cast=cast, times=times, places=places, words=words.costs, numbers=words.numbers
    )
    lap("event assembly")
    figures = find_figures(analysis, article, cast=cast, times=times, places=places, words=words.numbers)
    lap("figures")
    events = attribute_events(events, quotes, cast, analysis=analysis, words=words.reporting)
    figures = attribute_figures(figures, quotes, cast)
    lap("attribution")

    return Reading(
        made_by=MadeBy(
            program=__version__,
            lexicon=words.version,
            parser=analysis.parser,
            model=tools.judge.name if tools.judge else None,
        ),
        page=page,
        article=article,
        times=times,
        places=places,
        actors=keep_needed(actors, places, events, quotes, figures),
        events=events,
        quotes=quotes,
        figures=figures,
    )


def with_occurrences(reading: Reading, analysis: Analysis, *, tools: Tools) -> Reading:
    """The record with what happened that no type is for."""
    words = tools.lexicon
    found = find_occurrences(analysis, reading.events, words=words.happenings, status=words.status)
    return replace(reading, occurrences=found)


def keep_needed(
    actors: tuple[Actor, ...],
    places: Iterable[Place],
    events: Iterable[Event],
    quotes: Iterable[Quote],
    figures: Iterable[Figure],
) -> tuple[Actor, ...]:
    """Named actors, and of the others those that an event, a quote, a figure or a kept actor points to.

    The people of a town are others: where nobody points to them only the town is named.
    """
    sites = {m.span for place in places for m in place.mentions}
    needed = {
        a.id
        for a in actors
        if any(m.kind == "name" and not (a.kind == "people" and m.span in sites) for m in a.mentions)
    }
    for event in events:
        parts = [*event.actor, *event.recipient]
        needed |= {p.id for p in parts if p.id}
        said = [*event.said_by, *(s for p in parts for s in p.said_by), *(s for m in event.mentions for s in m.said_by)]
        said += [s for c in event.counts for s in c.said_by] + [s for c in event.claims for s in c.said_by]
        needed |= {s.id for s in said if s.id} | {c.whose for c in event.counts if c.whose}
    needed |= {q.speaker.id for q in quotes if q.speaker and q.speaker.id}
    for figure in figures:
        needed |= {s.id for s in figure.said_by if s.id} | ({figure.whose} if figure.whose else set())
    grown = True
    by_id = {a.id: a for a in actors}
    while grown:
        more = {r.to for i in needed if i in by_id for r in by_id[i].relations} - needed
        grown = bool(more)
        needed |= more
    return tuple(a for a in actors if a.id in needed)
