"""The commands that read pages: read and explain."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.common import (
    ActorFiles,
    From,
    Json,
    JudgeName,
    Model,
    Published,
    RuleFolders,
    Sources,
    fail,
    many,
    pages_of,
    say,
    settings_of,
)
from dateline.cli.fetching import DELAY_S, AllowPrivate, Contact, Delay, Offline, fetcher_of

if TYPE_CHECKING:
    from dateline.records import Reading, Skipped


def read(
    paths: Sources,
    as_json: Json = False,
    published: Published = None,
    form: From = None,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
    jobs: Annotated[int, typer.Option(min=1, help="Processes to read with; pages come out in order all the same.")] = 1,
    delay: Delay = DELAY_S,
    contact: Contact = None,
    allow_private: AllowPrivate = None,
    offline: Offline = False,
) -> None:
    """Turn news pages into records: events, quotes and figures, each with its words.

    Example:  dateline read examples/harbour.txt

    Example:  dateline read --json pages/ > record.jsonl

    Example:  dateline read --json crawl.warc.gz newsletters.mbox > record.jsonl

    Example:  dateline read https://news.example/feed.xml
    """
    from dateline.parallel import read_pages_with
    from dateline.records import Skipped

    settings = settings_of(parser=parser, judge=judge, lexicon=lexicon, actors=actors, published=published)
    fetch = fetcher_of(allow_private=allow_private, delay=delay, contact=contact, offline=offline)
    skipped: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    count = 0
    for answer in read_pages_with(pages_of(paths, form, fetch), settings=settings, jobs=jobs):
        if isinstance(answer, Skipped) and answer.usual:
            beside[answer.reason] += answer.count
            continue
        count += answer.count if isinstance(answer, Skipped) else 1
        if isinstance(answer, Skipped):
            skipped[answer.reason] += answer.count
            say(f"{answer.source}: skipped: {answer.detail}")
        _print(answer, as_json=as_json)
    _report(count, skipped)
    if beside:
        say("beside pages there were: " + ", ".join(f"{n} {kind}" for kind, n in beside.most_common()))
    if skipped or not count:
        raise typer.Exit(1)


def _print(answer: Reading | Skipped, *, as_json: bool) -> None:
    """A reading to standard output. A skipped JSON lines article keeps its line, so that lines stay in step."""
    from dateline.records import Skipped

    if as_json:
        from dateline.export.record_json import skipped_json, to_json

        if not isinstance(answer, Skipped):
            print(to_json(answer))
        elif answer.item_id is not None:
            print(skipped_json(answer))
    elif not isinstance(answer, Skipped):
        from rich.console import Console

        from dateline.export.readable import print_reading

        print_reading(answer, Console(file=sys.stdout, highlight=False))


def _report(count: int, skipped: Counter[str]) -> None:
    """ "412 pages: 398 articles, 14 skipped (9 no text, 5 not HTML)" on standard error, where it says something."""
    if count == 0:
        say("nothing to read there: no file was found")
    elif skipped or count > 1:
        reasons = ", ".join(f"{n} {reason}" for reason, n in skipped.most_common())
        told = f", {sum(skipped.values())} skipped ({reasons})" if skipped else ""
        say(f"{many(count, 'page')}: {many(count - sum(skipped.values()), 'article')}{told}")


def explain(
    path: Annotated[str, typer.Argument(help="A page or its address; - reads standard input.")],
    event: Annotated[str, typer.Argument(help="The event's id as `dateline read` shows it, such as e3.")],
    form: From = None,
    published: Published = None,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
) -> None:
    """Show why an event was coded: the sentence, its tree, the rule, and what was considered.

    Example:  dateline explain examples/harbour.txt e1
    """
    from rich.console import Console

    from dateline.export.explanation import print_explanation
    from dateline.lexicon.rule_text import rule_text
    from dateline.pipeline import for_parser, open_page, open_tools, read_article
    from dateline.records import Skipped

    settings = settings_of(parser=parser, judge=judge, lexicon=lexicon, actors=actors, published=published)
    fetch = fetcher_of(allow_private=None, delay=DELAY_S, contact=None)
    pages = list(islice(pages_of([path], form, fetch), 2))
    if len(pages) != 1:
        fail(f"{path}: {'holds several pages; name one' if pages else 'nothing to read there'}")
    tools = open_tools(settings)
    page = pages[0]
    opened = open_page(page, tools=tools, settings=settings)
    if isinstance(opened, Skipped):
        fail(f"{path}: {opened.detail}")
    analysis = tools.parser.analyse(for_parser(opened[1]))
    reading = read_article(*opened, analysis, tools=tools)
    found = next((e for e in reading.events if e.id == event), None)
    if found is None:
        known = f"e1 to e{len(reading.events)}" if reading.events else "none"
        fail(f"{path}: no event {event!r}; its events are {known}")
    rule = rule_text(tools.lexicon.events, found.why.rule or "")
    print_explanation(found, reading, analysis, Console(file=sys.stdout, highlight=False), rule=rule)
